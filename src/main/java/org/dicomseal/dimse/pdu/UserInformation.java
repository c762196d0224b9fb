package org.dicomseal.dimse.pdu;

import java.util.List;
import java.util.Optional;

/**
 * The user information item of A-ASSOCIATE-RQ and -AC (PS3.8 annex D, PS3.7 annex D).
 *
 * @param maxPduLength the most bytes that its sender takes in a P-DATA-TF's variable field; 0 is no limit
 * @param implementationVersion at most 16 characters; may be empty
 * @param identity the requestor's user identity; always empty in an answer
 * @param identityResponse the acceptor's server response; empty in a request
 */
public record UserInformation(
        long maxPduLength,
        String implementationClassUid,
        String implementationVersion,
        Optional<AsyncOperations> asyncOperations,
        List<RoleSelection> roles,
        List<ExtendedNegotiation> extended,
        List<CommonExtendedNegotiation> commonExtended,
        Optional<UserIdentity> identity,
        Optional<byte[]> identityResponse) {

    public UserInformation {
        roles = List.copyOf(roles);
        extended = List.copyOf(extended);
        commonExtended = List.copyOf(commonExtended);
    }

    /** The role selection item of a SOP class, if there is one. */
    public Optional<RoleSelection> role(String sopClass) {
        return roles.stream().filter(r -> r.sopClass().equals(sopClass)).findFirst();
    }

    /** The extended negotiation item of a SOP class, if there is one. */
    public Optional<ExtendedNegotiation> extended(String sopClass) {
        return extended.stream().filter(e -> e.sopClass().equals(sopClass)).findFirst();
    }
}
