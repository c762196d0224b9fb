package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.dicomseal.dimse.AssociationAbortedException;
import org.dicomseal.dimse.DimseException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.node.WorkBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second half of a retrieval: takes what was fetched, opens it, and sends it on in order, while more is fetched and the next ones are
 * opened and unsealed.
 */
final class Sending implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    /** Frames that take less don't ask the budget: a stuck destination must not keep small shares from everybody else. */
    static final long SMALL_WORK = 8 << 20;

    /** Objects that are prepared at the same time: one for each core, and one that is ready when its turn comes. */
    private static final int AHEAD = Math.min(8, 1 + Runtime.getRuntime().availableProcessors());

    /** Told of each object that its destination has. */
    @FunctionalInterface
    interface Given {
        /** @param nanos that unsealing took, without sending */
        void given(long bytes, long nanos);
    }

    /** An object on its way from the archive to the destination. */
    private record Next(Fetching.Arrival arrival, CompletableFuture<Prepared> prepared) {
    }

    private final BlockingQueue<Fetching.Arrival> arrivals;
    private final ObjectOpener opener;
    private final Destination destination;
    private final Tally tally;
    private final Runnable onLost;
    private final Given onGiven;
    private final WorkBudget budget;
    private final SpareMemory memory;
    private final Executor threads;
    private final Deque<Next> ahead = new ArrayDeque<>();
    private boolean ended;
    private volatile boolean cancelled;

    /**
     * @param memory  for objects unsealed before their turn
     * @param threads run what is prepared
     * @param onGiven told of each object that its destination has
     * @param onLost  told when the destination is given up, so that no more is fetched
     */
    Sending(BlockingQueue<Fetching.Arrival> arrivals, ObjectOpener opener, Destination destination, WorkBudget budget,
            SpareMemory memory, Executor threads, Tally tally, Given onGiven, Runnable onLost) {
        this.arrivals = arrivals;
        this.opener = opener;
        this.destination = destination;
        this.budget = budget;
        this.memory = memory;
        this.threads = threads;
        this.tally = tally;
        this.onGiven = onGiven;
        this.onLost = onLost;
    }

    /** Sends nothing more after the object that is on its way. */
    void cancel() {
        cancelled = true;
    }

    /** Returns when everything was sent and the destination released. */
    @Override
    public void run() {
        try {
            destination.expect();
            while (lookAhead()) {
                sendNext(ahead.remove());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ahead.forEach(this::drop);
            destination.close();
        }
    }

    /** Begins to prepare what has come, as far as there is room; waits if nothing has. False at the end. */
    private boolean lookAhead() throws InterruptedException {
        while (!ended && ahead.size() < AHEAD) {
            Fetching.Arrival arrival = ahead.isEmpty() ? arrivals.take() : arrivals.poll();
            if (arrival == null) {
                break;
            }
            if (arrival.isLast()) {
                ended = true;
            } else {
                ahead.add(new Next(arrival, prepare(arrival.object())));
            }
        }
        return !ahead.isEmpty();
    }

    private boolean isOver() {
        return cancelled || destination.isLost();
    }

    /** Null stands for one that nobody wants any more. */
    private CompletableFuture<Prepared> prepare(FetchedObject object) {
        try {
            return CompletableFuture.supplyAsync(() -> cancelled ? null : Prepared.of(object, opener, destination, memory), threads);
        } catch (RejectedExecutionException nodeStops) {
            return CompletableFuture.completedFuture(null);
        }
    }

    private void sendNext(Next next) {
        try (Fetching.Arrival arrival = next.arrival; Prepared prepared = next.prepared.join()) {
            if (prepared != null && next.arrival.isWanted() && !isOver()) {
                deliver(prepared);
            }
        } catch (IOException e) {
            LOG.warn("a fetched object could not be removed: {}", e.getMessage());
        }
    }

    private void drop(Next next) {
        try (Fetching.Arrival arrival = next.arrival; Prepared prepared = next.prepared.join()) {
            LOG.debug("{} isn't sent any more", arrival.object().request().sopInstance());
        } catch (IOException e) {
            LOG.warn("a fetched object could not be removed: {}", e.getMessage());
        }
    }

    private void deliver(Prepared prepared) {
        String uid = prepared.object().request().sopInstance();
        try {
            settle(uid, attempt(prepared));
        } catch (UndeliverableException e) {
            fail(uid, e.getMessage(), e);
        } catch (DimseException e) {
            fail(uid, "destination: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            LOG.error("{} could not be given back", uid, e);
            tally.failed(uid, "unsealing or sending failed");
        }
        if (destination.isLost()) {
            onLost.run();
        }
    }

    private Outcome attempt(Prepared prepared) throws IOException {
        try {
            return send(prepared);
        } catch (AssociationAbortedException e) {
            if (!destination.mayTryAgain()) {
                throw e;
            }
            LOG.debug("the destination's association was gone, trying a new one: {}", e.getMessage());
            return send(prepared);
        }
    }

    private Outcome send(Prepared prepared) throws IOException {
        Deliverable description = prepared.description();
        String syntax = destination.syntaxFor(description.sopClass(), description.syntaxes());
        if (!prepared.isUnsealedIn(syntax)) {
            return sendInTurn(prepared.deliverable(), syntax);
        }
        Outcome outcome = destination.send(description.sopClass(), description.sopInstance(), syntax, prepared.whole());
        if (outcome.isDone()) {
            onGiven.given(prepared.length(), prepared.nanos());
        }
        return outcome;
    }

    /** Unseals an object while it is sent. */
    private Outcome sendInTurn(Deliverable deliverable, String syntax) throws IOException {
        if (deliverable.workBytes() < SMALL_WORK) {
            return send(deliverable, syntax);
        }
        try (WorkBudget.Share share = budget.take(deliverable.workBytes())) {
            return send(deliverable, syntax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UndeliverableException("the node stops", e);
        }
    }

    private Outcome send(Deliverable deliverable, String syntax) throws IOException {
        UnsealingWriter writer = new UnsealingWriter(deliverable, syntax);
        Outcome outcome = destination.send(deliverable.sopClass(), deliverable.sopInstance(), syntax, writer);
        if (outcome.isDone()) {
            onGiven.given(writer.bytes(), writer.nanos());
        }
        return outcome;
    }

    private void settle(String uid, Outcome outcome) {
        if (outcome.status() == Status.SUCCESS) {
            tally.completed(uid);
        } else if (outcome.isDone()) {
            LOG.info("the destination took {} with {}", uid, outcome);
            tally.completedWithWarning(uid);
        } else {
            LOG.warn("the destination refused {}: {}", uid, outcome);
            tally.failed(uid, "destination answered " + outcome);
        }
    }

    private void fail(String uid, String reason, Exception e) {
        LOG.warn("{} was not given back: {}", uid, reason);
        LOG.debug("because", e);
        tally.failed(uid, reason);
    }
}
