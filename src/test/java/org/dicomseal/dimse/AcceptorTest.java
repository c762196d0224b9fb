package org.dicomseal.dimse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dimse.pdu.AssociateAccept;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.AssociateRequest;
import org.dicomseal.dimse.pdu.ContextResult;
import org.dicomseal.dimse.pdu.PduException;
import org.dicomseal.dimse.pdu.RoleSelection;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class AcceptorTest {

    private static final Caller CALLER = new Caller("SCU", "SCP", new InetSocketAddress("127.0.0.1", 4000), List.of());
    private final Memory policy = new Memory();

    private Acceptor acceptor(AssociateRequest request) {
        return new Acceptor(request, CALLER, policy);
    }

    @Test
    void theRequestorsPreferenceDecidesTheTransferSyntax() throws IOException {
        AssociateRequest request = new AssociationProposal("SCU", "SCP")
                .context(Memory.CT, "1.2.840.10008.1.2.4.90", Memory.EXPLICIT, Memory.IMPLICIT)
                .context(Memory.CT, "1.2.840.10008.1.2.4.90").toRequest(16384);
        List<ContextResult> results = acceptor(request).accept(16384).contexts();
        assertEquals(new ContextResult(1, ContextResult.ACCEPTED, Memory.EXPLICIT), results.get(0));
        assertEquals(ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED, results.get(1).result());
    }

    @Test
    void rolesAreAnsweredForProposedClassesAndWithinWhatWasAsked() throws IOException {
        AssociateRequest request = new AssociationProposal("SCU", "SCP").context(Memory.CT, Memory.IMPLICIT)
                .role(Memory.CT, false, true).role("1.2.3", true, true).toRequest(16384);
        AssociateAccept answer = acceptor(request).accept(16384);
        assertEquals(List.of(new RoleSelection(Memory.CT, false, true)), answer.user().roles());
        assertEquals(List.of(new PresentationContext(1, Memory.CT, Memory.IMPLICIT, false, true)), Acceptor.contexts(request, answer));
    }

    @Test
    void anotherApplicationContextOrProtocolVersionIsRejected() {
        AssociateRequest good = Memory.proposal().toRequest(16384);
        AssociateRequest context = new AssociateRequest(1, "SCP", "SCU", "1.2.3", good.contexts(), good.user());
        AssociateRequest version = new AssociateRequest(2, "SCP", "SCU", good.applicationContext(), good.contexts(), good.user());
        assertEquals(Optional.of(AssociateReject.APPLICATION_CONTEXT_NOT_SUPPORTED), acceptor(context).rejection());
        assertEquals(Optional.of(AssociateReject.PROTOCOL_VERSION_NOT_SUPPORTED), acceptor(version).rejection());
        assertEquals(Optional.empty(), acceptor(good).rejection());
    }

    @Test
    void aMaximumLengthWithoutRoomForDataIsRefused() {
        AssociateRequest request = Memory.proposal().toRequest(7);
        assertThrows(PduException.class, () -> acceptor(request).accept(16384));
    }

    @Test
    void aProposalHoldsAtMost128Contexts() {
        AssociationProposal proposal = new AssociationProposal("SCU", "SCP");
        for (int i = 0; i < 128; i++) {
            proposal.context("1.2." + i, Memory.IMPLICIT);
        }
        assertEquals(255, proposal.toRequest(16384).contexts().get(127).id());
        assertThrows(IllegalStateException.class, () -> proposal.context("1.2.128", Memory.IMPLICIT));
    }

    @Test
    void titlesThatDicomForbidsAreRefused() {
        for (String title : new String[] {"", "   ", "SEVENTEEN_LETTERS", "A\\B", "T\u00e4", "A\nB"}) {
            assertThrows(IllegalArgumentException.class, () -> new AssociationProposal(title, "SCP"), title);
        }
        assertEquals("A B", AeTitle.require(" A B "));
    }
}
