package org.dicomseal.dimse.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the sub-items of user information (PS3.8 annex D.1, PS3.7 annex D.3.3). */
final class UserInformationDecoder {

    private long maxPduLength;
    private String implementationClassUid = "";
    private String implementationVersion = "";
    private AsyncOperations asyncOperations;
    private final List<RoleSelection> roles = new ArrayList<>();
    private final List<ExtendedNegotiation> extended = new ArrayList<>();
    private final List<CommonExtendedNegotiation> commonExtended = new ArrayList<>();
    private UserIdentity identity;
    private byte[] identityResponse;

    void decode(ByteReader in) throws PduException {
        while (in.hasMore()) {
            int type = in.u8();
            in.skip(1);
            subItem(type, in.part(in.u16(), String.format("user information item 0x%02X", type)));
        }
    }

    private void subItem(int type, ByteReader in) throws PduException {
        switch (type) {
            case ItemType.MAX_LENGTH -> maxPduLength = in.u32();
            case ItemType.IMPLEMENTATION_CLASS_UID -> implementationClassUid = in.text(in.remaining());
            case ItemType.IMPLEMENTATION_VERSION -> implementationVersion = in.text(in.remaining());
            case ItemType.ASYNC_OPERATIONS -> asyncOperations = new AsyncOperations(in.u16(), in.u16());
            case ItemType.ROLE_SELECTION -> roles.add(new RoleSelection(in.text(in.u16()), in.u8() == 1, in.u8() == 1));
            case ItemType.EXTENDED_NEGOTIATION ->
                    extended.add(new ExtendedNegotiation(in.text(in.u16()), in.take(in.remaining())));
            case ItemType.COMMON_EXTENDED_NEGOTIATION -> commonExtended.add(commonExtended(in));
            case ItemType.USER_IDENTITY ->
                    identity = new UserIdentity(in.u8(), in.u8() == 1, in.take(in.u16()), in.take(in.u16()));
            case ItemType.USER_IDENTITY_RESPONSE -> identityResponse = in.take(in.u16());
            default -> { }
        }
    }

    private static CommonExtendedNegotiation commonExtended(ByteReader in) throws PduException {
        String sopClass = in.text(in.u16());
        String serviceClass = in.text(in.u16());
        ByteReader list = in.part(in.u16(), "related general SOP classes");
        List<String> related = new ArrayList<>();
        while (list.hasMore()) {
            related.add(list.text(list.u16()));
        }
        return new CommonExtendedNegotiation(sopClass, serviceClass, related);
    }

    UserInformation information() {
        return new UserInformation(maxPduLength, implementationClassUid, implementationVersion,
                Optional.ofNullable(asyncOperations), roles, extended, commonExtended,
                Optional.ofNullable(identity), Optional.ofNullable(identityResponse));
    }
}
