package org.dicomseal.dimse;

import java.util.Optional;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.dicomseal.dimse.pdu.UserIdentity;

/** Who may associate with us, and for what. Called on the association's thread; must not block for long. */
public interface AssociationPolicy {

    /** Empty to accept the association, or the reason why not. */
    Optional<AssociateReject> admit(Caller caller);

    /**
     * Whether the user is let in; asked for a caller that was admitted. May block for as long as a password hash takes.
     *
     * @param identity empty if the request has none
     */
    default IdentityAnswer identify(Caller caller, Optional<UserIdentity> identity) {
        return IdentityAnswer.IGNORED;
    }

    /**
     * Which of a proposed context's transfer syntaxes to accept.
     *
     * @return the accepted transfer syntax, or why the context is not accepted
     */
    ContextAnswer negotiate(Caller caller, ProposedContext proposed);

    /**
     * The answer to an item of SOP class extended negotiation; empty (the default) doesn't answer it, which
     * means that nothing beyond the service's baseline is agreed.
     */
    default Optional<byte[]> extended(Caller caller, String sopClass, byte[] proposed) {
        return Optional.empty();
    }

    /**
     * Whether the requestor may be the provider of a SOP class, so that we send it objects on its own association
     * (C-GET). Asked for each role item of the request.
     */
    default boolean letsRequestorProvide(Caller caller, String sopClass) {
        return true;
    }
}
