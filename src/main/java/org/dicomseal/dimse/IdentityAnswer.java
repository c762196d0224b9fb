package org.dicomseal.dimse;

import java.util.Optional;
import org.dicomseal.dimse.pdu.AssociateReject;

/**
 * A policy's answer to the user identity in a request for an association (PS3.7 section D.3.3.7).
 *
 * @param rejection why the association is rejected; empty to accept it
 * @param verified  whether the identity was looked at and found to be true; only then a positive response is given, where asked for
 */
public record IdentityAnswer(Optional<AssociateReject> rejection, boolean verified) {

    /** The identity is not looked at, and not answered. */
    public static final IdentityAnswer IGNORED = new IdentityAnswer(Optional.empty(), false);

    /** The user is who it says. */
    public static final IdentityAnswer VERIFIED = new IdentityAnswer(Optional.empty(), true);

    /** The user is not, or nobody said who it is. The standard leaves no reason to be told. */
    public static final IdentityAnswer REJECTED = new IdentityAnswer(Optional.of(AssociateReject.NO_REASON), false);
}
