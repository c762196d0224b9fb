package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.dicomseal.dimse.Operation;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.SubOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One C-MOVE or C-GET at work: fetching and sending run side by side, the operation's thread tells the caller how it goes
 * (PS3.4 sections C.4.2 and C.4.3).
 */
final class Retrieval {

    private static final Logger LOG = LoggerFactory.getLogger(Retrieval.class);

    /** A caller hears from us at least that often; many give up after 30 s of silence. */
    private static final long HEARTBEAT_MILLIS = 5_000;

    /** How long an archive may take to heed a cancel before we leave it. */
    private static final long CANCEL_NANOS = 5_000_000_000L;

    /** Sends a pending response. */
    @FunctionalInterface
    interface Progress {
        void pending(SubOperations counts) throws IOException;
    }

    private final Operation operation;
    private final Progress progress;
    private final Tally tally;
    private final Fetching fetching;
    private final Sending sending;
    private volatile long cancelledAt;
    private CompletableFuture<Void> both;

    Retrieval(Operation operation, Progress progress, Tally tally, Fetching fetching, Sending sending) {
        this.operation = operation;
        this.progress = progress;
        this.tally = tally;
        this.fetching = fetching;
        this.sending = sending;
    }

    /** Starts to fetch and to send; what is to be fetched may be told later. */
    void start(Executor threads) {
        both = CompletableFuture.allOf(CompletableFuture.runAsync(fetching, threads), CompletableFuture.runAsync(sending, threads));
        both.whenComplete((nothing, problem) -> tally.wake());
    }

    /** Ends what was started, with nothing sent: the archive doesn't tell what there is. */
    void giveUp() {
        sending.cancel();
        fetching.giveUp();
        fetching.abort();
        both.join();
    }

    /** Returns when nothing runs any more and the destination is released. */
    RetrieveOutcome finish() {
        operation.onCancel(this::stop);
        report();
        both.join();
        return outcome();
    }

    private void stop() {
        cancelledAt = System.nanoTime();
        sending.cancel();
        fetching.cancel();
    }

    private void report() {
        int seen = 0;
        while (!both.isDone()) {
            try {
                progress.pending(tally.counts());
                seen = tally.awaitMore(seen, HEARTBEAT_MILLIS);
                if (operation.isCancelled() && System.nanoTime() - cancelledAt > CANCEL_NANOS) {
                    fetching.abort();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop();
                return;
            } catch (IOException e) {
                LOG.info("{} is gone during its retrieval: {}", operation.association().caller(), e.getMessage());
                stop();
                return;
            }
        }
    }

    private RetrieveOutcome outcome() {
        if (!operation.isCancelled()) {
            // nothing may be left over, unless the node stops
            fetching.instances().forEach(instance -> tally.failed(instance.uid(), "the retrieval was broken off"));
        }
        SubOperations counts = tally.counts();
        return new RetrieveOutcome(new Outcome(status(counts), tally.firstReason().orElse("")), counts, tally.failed());
    }

    private int status(SubOperations counts) {
        if (operation.isCancelled() && counts.remaining() > 0) {
            return Status.CANCEL;
        }
        if (counts.failed() == 0 && counts.warning() == 0) {
            return Status.SUCCESS;
        }
        if (counts.completed() > 0 || counts.warning() > 0) {
            return Status.COMPLETE_WITH_FAILURES;
        }
        // the archive's own status says more than "unable to perform", if it is one for a failed retrieval
        return fetching.failure().map(Outcome::status).filter(Status::isFailure).orElse(Status.UNABLE_TO_PERFORM);
    }
}
