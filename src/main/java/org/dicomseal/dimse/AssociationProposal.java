package org.dicomseal.dimse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dimse.pdu.AssociateRequest;
import org.dicomseal.dimse.pdu.CommonExtendedNegotiation;
import org.dicomseal.dimse.pdu.ExtendedNegotiation;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.dicomseal.dimse.pdu.RoleSelection;
import org.dicomseal.dimse.pdu.UserIdentity;
import org.dicomseal.dimse.pdu.UserInformation;

/** What a requestor proposes: titles, presentation contexts, roles. Built step by step, then given to Association. */
public final class AssociationProposal {

    /** Context ids are the odd numbers up to 255. */
    public static final int MAX_CONTEXTS = 128;

    private final String callingAe;
    private final String calledAe;
    private final List<ProposedContext> contexts = new ArrayList<>();
    private final List<RoleSelection> roles = new ArrayList<>();
    private final List<ExtendedNegotiation> extended = new ArrayList<>();
    private final List<CommonExtendedNegotiation> commonExtended = new ArrayList<>();
    private UserIdentity identity;

    /** @throws IllegalArgumentException if one is no AE title */
    public AssociationProposal(String callingAe, String calledAe) {
        this.callingAe = AeTitle.require(callingAe);
        this.calledAe = AeTitle.require(calledAe);
    }

    /**
     * Proposes a context: of its transfer syntaxes the acceptor takes one. Whoever needs two syntaxes of a SOP
     * class at the same time proposes two contexts.
     *
     * @throws IllegalStateException if there are {@link #MAX_CONTEXTS} already
     */
    public AssociationProposal context(String abstractSyntax, List<String> transferSyntaxes) {
        if (!hasRoom()) {
            throw new IllegalStateException("an association has at most " + MAX_CONTEXTS + " presentation contexts");
        }
        if (transferSyntaxes.isEmpty()) {
            throw new IllegalArgumentException("a presentation context needs a transfer syntax: " + abstractSyntax);
        }
        contexts.add(new ProposedContext(contexts.size() * 2 + 1, abstractSyntax, transferSyntaxes));
        return this;
    }

    /** As {@link #context(String, List)}. */
    public AssociationProposal context(String abstractSyntax, String... transferSyntaxes) {
        return context(abstractSyntax, List.of(transferSyntaxes));
    }

    /** Whether another context can be proposed. */
    public boolean hasRoom() {
        return contexts.size() < MAX_CONTEXTS;
    }

    /** Whether no context has been proposed yet. */
    public boolean isEmpty() {
        return contexts.isEmpty();
    }

    /** Proposes roles for a SOP class; C-GET needs {@code scp} for each storage class it is to receive. */
    public AssociationProposal role(String sopClass, boolean scu, boolean scp) {
        roles.add(new RoleSelection(sopClass, scu, scp));
        return this;
    }

    /** Proposes SOP class extended negotiation. */
    public AssociationProposal extended(String sopClass, byte[] information) {
        extended.add(new ExtendedNegotiation(sopClass, information));
        return this;
    }

    /** Proposes SOP class common extended negotiation. */
    public AssociationProposal commonExtended(CommonExtendedNegotiation item) {
        commonExtended.add(item);
        return this;
    }

    /** Presents a user identity. */
    public AssociationProposal identity(UserIdentity userIdentity) {
        identity = userIdentity;
        return this;
    }

    public String callingAe() {
        return callingAe;
    }

    public String calledAe() {
        return calledAe;
    }

    AssociateRequest toRequest(int maxPduLength) {
        UserInformation user = new UserInformation(maxPduLength, Implementation.CLASS_UID, Implementation.VERSION_NAME,
                Optional.empty(), roles, extended, commonExtended, Optional.ofNullable(identity), Optional.empty());
        return new AssociateRequest(1, calledAe, callingAe, AssociateRequest.DICOM_APPLICATION_CONTEXT, contexts, user);
    }
}
