package org.dicomseal.dimse.pdu;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Bytes to PDUs (PS3.8 section 9.3). The input is a peer's: whatever it holds, the outcome is a PDU or a
 * {@link PduException}. Items of unknown type are skipped, as PS3.8 asks.
 */
public final class PduDecoder {

    private PduDecoder() {
    }

    /**
     * Decodes one PDU other than P-DATA-TF.
     *
     * @param type the PDU type from the header
     * @param body the variable field, as long as the header said
     * @throws PduException if the bytes are no such PDU; its reason is for the A-ABORT
     */
    public static Pdu decode(int type, byte[] body) throws PduException {
        return switch (type) {
            case Pdu.ASSOCIATE_RQ -> associateRequest(new ByteReader(body, "A-ASSOCIATE-RQ"));
            case Pdu.ASSOCIATE_AC -> associateAccept(new ByteReader(body, "A-ASSOCIATE-AC"));
            case Pdu.ASSOCIATE_RJ -> {
                ByteReader in = fixed(body, "A-ASSOCIATE-RJ");
                yield new AssociateReject(in.u8(), in.u8(), in.u8());
            }
            case Pdu.RELEASE_RQ -> new ReleaseRequest();
            case Pdu.RELEASE_RP -> new ReleaseResponse();
            case Pdu.ABORT -> {
                ByteReader in = fixed(body, "A-ABORT");
                in.skip(1);
                yield new Abort(in.u8(), in.u8());
            }
            default -> throw new PduException(Abort.UNRECOGNIZED_PDU, String.format("unrecognized PDU type 0x%02X", type));
        };
    }

    /** The four-byte PDUs start with a reserved byte. */
    private static ByteReader fixed(byte[] body, String name) throws PduException {
        ByteReader in = new ByteReader(body, name);
        in.skip(1);
        return in;
    }

    private static AssociateRequest associateRequest(ByteReader in) throws PduException {
        int version = in.u16();
        in.skip(2);
        String called = in.text(16);
        String calling = in.text(16);
        in.skip(32);
        String applicationContext = "";
        List<ProposedContext> contexts = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        UserInformationDecoder user = new UserInformationDecoder();
        while (in.hasMore()) {
            int type = in.u8();
            in.skip(1);
            ByteReader item = in.part(in.u16(), String.format("item 0x%02X of A-ASSOCIATE-RQ", type));
            switch (type) {
                case ItemType.APPLICATION_CONTEXT -> applicationContext = item.text(item.remaining());
                case ItemType.PROPOSED_CONTEXT -> {
                    ProposedContext context = proposedContext(item);
                    if (!ids.add(context.id())) {
                        throw new PduException(Abort.INVALID_PARAMETER_VALUE,
                                "presentation context id " + context.id() + " is proposed twice");
                    }
                    contexts.add(context);
                }
                case ItemType.USER_INFORMATION -> user.decode(item);
                default -> { }
            }
        }
        return new AssociateRequest(version, called, calling, applicationContext, contexts, user.information());
    }

    private static AssociateAccept associateAccept(ByteReader in) throws PduException {
        int version = in.u16();
        in.skip(2);
        String called = in.text(16);
        String calling = in.text(16);
        in.skip(32);
        String applicationContext = "";
        List<ContextResult> contexts = new ArrayList<>();
        UserInformationDecoder user = new UserInformationDecoder();
        while (in.hasMore()) {
            int type = in.u8();
            in.skip(1);
            ByteReader item = in.part(in.u16(), String.format("item 0x%02X of A-ASSOCIATE-AC", type));
            switch (type) {
                case ItemType.APPLICATION_CONTEXT -> applicationContext = item.text(item.remaining());
                case ItemType.CONTEXT_RESULT -> contexts.add(contextResult(item));
                case ItemType.USER_INFORMATION -> user.decode(item);
                default -> { }
            }
        }
        return new AssociateAccept(version, called, calling, applicationContext, contexts, user.information());
    }

    private static ProposedContext proposedContext(ByteReader in) throws PduException {
        int id = in.u8();
        if (id % 2 == 0) {
            throw new PduException(Abort.INVALID_PARAMETER_VALUE, "presentation context id " + id + " is even");
        }
        in.skip(3);
        String abstractSyntax = "";
        List<String> transferSyntaxes = new ArrayList<>();
        while (in.hasMore()) {
            int type = in.u8();
            in.skip(1);
            String uid = in.text(in.u16());
            if (type == ItemType.ABSTRACT_SYNTAX) {
                abstractSyntax = uid;
            } else if (type == ItemType.TRANSFER_SYNTAX) {
                transferSyntaxes.add(uid);
            }
        }
        return new ProposedContext(id, abstractSyntax, transferSyntaxes);
    }

    private static ContextResult contextResult(ByteReader in) throws PduException {
        int id = in.u8();
        in.skip(1);
        int result = in.u8();
        in.skip(1);
        String transferSyntax = "";
        while (in.hasMore()) {
            int type = in.u8();
            in.skip(1);
            String uid = in.text(in.u16());
            if (type == ItemType.TRANSFER_SYNTAX) {
                transferSyntax = uid;
            }
        }
        return new ContextResult(id, result, transferSyntax);
    }
}
