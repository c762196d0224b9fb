package org.dicomseal.dimse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dimse.pdu.AssociateAccept;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.AssociateRequest;
import org.dicomseal.dimse.pdu.ContextResult;
import org.dicomseal.dimse.pdu.ExtendedNegotiation;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.dicomseal.dimse.pdu.RoleSelection;
import org.dicomseal.dimse.pdu.UserIdentity;
import org.dicomseal.dimse.pdu.UserInformation;

/** Answers a request for an association: what is accepted, with which contexts and roles (PS3.8 section 7.1). */
final class Acceptor {

    /** An item of the answer that nobody reads when the context was not accepted, but that must be there. */
    private static final String NO_TRANSFER_SYNTAX = "1.2.840.10008.1.2";

    private final AssociateRequest request;
    private final Caller caller;
    private final AssociationPolicy policy;
    private IdentityAnswer identity = IdentityAnswer.IGNORED;

    Acceptor(AssociateRequest request, Caller caller, AssociationPolicy policy) {
        this.request = request;
        this.caller = caller;
        this.policy = policy;
    }

    /** Why the association is to be rejected, if it is. */
    Optional<AssociateReject> rejection() {
        if ((request.protocolVersion() & 1) == 0) {
            return Optional.of(AssociateReject.PROTOCOL_VERSION_NOT_SUPPORTED);
        }
        if (!request.applicationContext().equals(AssociateRequest.DICOM_APPLICATION_CONTEXT)) {
            return Optional.of(AssociateReject.APPLICATION_CONTEXT_NOT_SUPPORTED);
        }
        Optional<AssociateReject> refused = policy.admit(caller);
        if (refused.isPresent()) {
            return refused;
        }
        identity = policy.identify(caller, request.user().identity());
        return identity.rejection();
    }

    /** The answer that accepts it. */
    AssociateAccept accept(int maxPduLength) throws IOException {
        Requestor.checkMaxPdu(request.user());
        List<ContextResult> results = new ArrayList<>();
        for (ProposedContext proposed : request.contexts()) {
            ContextAnswer answer = policy.negotiate(caller, proposed);
            boolean accepted = answer.result() == ContextResult.ACCEPTED;
            if (accepted && !proposed.transferSyntaxes().contains(answer.transferSyntax())) {
                throw new IllegalStateException("the policy accepted transfer syntax " + answer.transferSyntax()
                        + ", which context " + proposed.id() + " doesn't propose");
            }
            results.add(new ContextResult(proposed.id(), answer.result(),
                    accepted ? answer.transferSyntax() : NO_TRANSFER_SYNTAX));
        }
        List<RoleSelection> roles = new ArrayList<>();
        for (RoleSelection role : request.user().roles()) {
            if (isProposed(role.sopClass())) {
                roles.add(new RoleSelection(role.sopClass(), role.scu(),
                        role.scp() && policy.letsRequestorProvide(caller, role.sopClass())));
            }
        }
        List<ExtendedNegotiation> extended = new ArrayList<>();
        for (ExtendedNegotiation item : request.user().extended()) {
            policy.extended(caller, item.sopClass(), item.information())
                    .ifPresent(answer -> extended.add(new ExtendedNegotiation(item.sopClass(), answer)));
        }
        UserInformation user = new UserInformation(maxPduLength, Implementation.CLASS_UID, Implementation.VERSION_NAME,
                Optional.empty(), roles, extended, List.of(), Optional.empty(), identityResponse());
        return new AssociateAccept(1, request.calledAe(), request.callingAe(), request.applicationContext(), results, user);
    }

    /** For a user name, with or without a passcode, the response is there and empty (PS3.7 table D.3-15). */
    private Optional<byte[]> identityResponse() {
        boolean asked = request.user().identity().filter(UserIdentity::responseRequested).isPresent();
        return asked && identity.verified() ? Optional.of(new byte[0]) : Optional.empty();
    }

    private boolean isProposed(String sopClass) {
        return request.contexts().stream().anyMatch(context -> context.abstractSyntax().equals(sopClass));
    }

    /** The contexts that an answer has accepted. */
    static List<PresentationContext> contexts(AssociateRequest request, AssociateAccept answer) {
        List<PresentationContext> accepted = new ArrayList<>();
        for (ProposedContext proposed : request.contexts()) {
            for (ContextResult result : answer.contexts()) {
                if (result.id() == proposed.id() && result.accepted()) {
                    Optional<RoleSelection> role = answer.user().role(proposed.abstractSyntax());
                    accepted.add(new PresentationContext(proposed.id(), proposed.abstractSyntax(), result.transferSyntax(),
                            role.map(RoleSelection::scu).orElse(true), role.map(RoleSelection::scp).orElse(false)));
                }
            }
        }
        return accepted;
    }
}
