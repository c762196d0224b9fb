package org.dicomseal.dimse.pdu;

/** PDUs to bytes, header included (PS3.8 section 9.3). */
public final class PduEncoder {

    private PduEncoder() {
    }

    /** The whole PDU, from its type byte on. */
    public static byte[] encode(Pdu pdu) {
        byte[] body = body(pdu);
        return new ByteWriter().u8(pdu.type()).u8(0).u32(body.length).bytes(body).toByteArray();
    }

    private static byte[] body(Pdu pdu) {
        ByteWriter out = new ByteWriter();
        if (pdu instanceof AssociateRequest rq) {
            associateHeader(out, rq.protocolVersion(), rq.calledAe(), rq.callingAe(), rq.applicationContext());
            for (ProposedContext context : rq.contexts()) {
                ByteWriter item = new ByteWriter().u8(context.id()).u8(0).u16(0);
                item.item(ItemType.ABSTRACT_SYNTAX, context.abstractSyntax());
                context.transferSyntaxes().forEach(uid -> item.item(ItemType.TRANSFER_SYNTAX, uid));
                out.item(ItemType.PROPOSED_CONTEXT, item);
            }
            out.item(ItemType.USER_INFORMATION, userInformation(rq.user()));
        } else if (pdu instanceof AssociateAccept ac) {
            associateHeader(out, ac.protocolVersion(), ac.calledAe(), ac.callingAe(), ac.applicationContext());
            for (ContextResult context : ac.contexts()) {
                out.item(ItemType.CONTEXT_RESULT, new ByteWriter().u8(context.id()).u8(0).u8(context.result()).u8(0)
                        .item(ItemType.TRANSFER_SYNTAX, context.transferSyntax()));
            }
            out.item(ItemType.USER_INFORMATION, userInformation(ac.user()));
        } else if (pdu instanceof AssociateReject rj) {
            out.u8(0).u8(rj.result()).u8(rj.source()).u8(rj.reason());
        } else if (pdu instanceof Abort abort) {
            out.u16(0).u8(abort.source()).u8(abort.reason());
        } else {
            out.u32(0);
        }
        return out.toByteArray();
    }

    private static void associateHeader(ByteWriter out, int version, String called, String calling, String applicationContext) {
        out.u16(version).u16(0).paddedText(called, 16).paddedText(calling, 16).bytes(new byte[32]);
        out.item(ItemType.APPLICATION_CONTEXT, applicationContext);
    }

    private static ByteWriter userInformation(UserInformation user) {
        ByteWriter out = new ByteWriter();
        out.item(ItemType.MAX_LENGTH, new ByteWriter().u32(user.maxPduLength()));
        out.item(ItemType.IMPLEMENTATION_CLASS_UID, user.implementationClassUid());
        user.asyncOperations().ifPresent(window ->
                out.item(ItemType.ASYNC_OPERATIONS, new ByteWriter().u16(window.invoked()).u16(window.performed())));
        for (RoleSelection role : user.roles()) {
            out.item(ItemType.ROLE_SELECTION, new ByteWriter().lengthAndText(role.sopClass())
                    .u8(role.scu() ? 1 : 0).u8(role.scp() ? 1 : 0));
        }
        if (!user.implementationVersion().isEmpty()) {
            out.item(ItemType.IMPLEMENTATION_VERSION, user.implementationVersion());
        }
        for (ExtendedNegotiation extended : user.extended()) {
            out.item(ItemType.EXTENDED_NEGOTIATION,
                    new ByteWriter().lengthAndText(extended.sopClass()).bytes(extended.information()));
        }
        for (CommonExtendedNegotiation common : user.commonExtended()) {
            ByteWriter related = new ByteWriter();
            common.relatedGeneralSopClasses().forEach(related::lengthAndText);
            out.item(ItemType.COMMON_EXTENDED_NEGOTIATION, new ByteWriter().lengthAndText(common.sopClass())
                    .lengthAndText(common.serviceClass()).lengthAndBytes(related.toByteArray()));
        }
        user.identity().ifPresent(identity -> out.item(ItemType.USER_IDENTITY, new ByteWriter().u8(identity.type())
                .u8(identity.responseRequested() ? 1 : 0)
                .lengthAndBytes(identity.primary()).lengthAndBytes(identity.secondary())));
        user.identityResponse().ifPresent(response ->
                out.item(ItemType.USER_IDENTITY_RESPONSE, new ByteWriter().lengthAndBytes(response)));
        return out;
    }
}
