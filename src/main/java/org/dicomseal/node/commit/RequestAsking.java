package org.dicomseal.node.commit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.ActionScu;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RequestHandler;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.spool.Confirmations;
import org.dicomseal.spool.QueueEntry;

/**
 * Asks by the archive's own storage commitment, for up to some hundred objects at once. The result may come on the same association
 * soon, or on one of the archive's at any time later; the transaction is noted before it is asked for, so that a restart misses none.
 */
final class RequestAsking implements ArchiveConfirmer.Asking {

    private static final List<String> NATIVE = List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN);
    /** How long the association is held for a result that comes at once. */
    private static final Duration HOLD = Duration.ofSeconds(3);
    /** A result that has not come by then may be lost: the same is asked anew under another transaction. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

    private final LiveConfig live;
    private final TlsOptions tls;
    private final ResultInbox inbox;
    private final Clock clock;

    /** @param tls null for a node without a TLS identity */
    RequestAsking(LiveConfig live, TlsOptions tls, ResultInbox inbox, Clock clock) {
        this.live = live;
        this.tls = tls;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public void ask(ArchiveConfig archive, Confirmations confirmations, List<QueueEntry> due) throws IOException {
        Instant stale = clock.instant().minus(ASK_AGAIN);
        List<QueueEntry> open = due.stream().filter(entry -> entry.confirmation().ticket().isEmpty()
                || entry.confirmation().asked().isBefore(stale)).toList();
        if (open.isEmpty()) {
            return;
        }
        String transaction = Uids.random();
        confirmations.asked(open, transaction);
        CommitmentRequest request = new CommitmentRequest(transaction, open.stream().map(ResultInbox::referenceOf).distinct().toList());
        try {
            send(archive, request);
        } catch (IOException e) {
            confirmations.asked(open, "");
            throw e;
        }
    }

    private void send(ArchiveConfig archive, CommitmentRequest request) throws IOException {
        AssociationProposal proposal = new AssociationProposal(archive.calling(), archive.ae()).context(Uids.STORAGE_COMMITMENT_PUSH, NATIVE);
        AtomicBoolean told = new AtomicBoolean();
        try (Association association = Association.open(archive.address(), proposal, live.current().network(), archive.tls() ? tls : null)) {
            association.onRequest(RequestHandler.ofEventReports((same, event) -> {
                Outcome outcome = inbox.take(archive, event);
                told.set(true);
                return outcome;
            }));
            ActionScu scu = new ActionScu(association, Uids.STORAGE_COMMITMENT_PUSH);
            Outcome answer = scu.act(Uids.STORAGE_COMMITMENT_PUSH_INSTANCE, CommitmentRequest.ACTION_TYPE, request.encode(scu.transferSyntax()));
            if (!answer.isDone()) {
                throw new ServiceException(answer.status(), "it answered the request for commitment with " + answer);
            }
            hold(association, told);
        }
    }

    /** The request was taken: whatever becomes of the association now, the result can still come on another. */
    private static void hold(Association association, AtomicBoolean told) {
        try {
            association.serveRequests(HOLD, told::get);
        } catch (IOException e) {
            association.abort();
        }
    }
}
