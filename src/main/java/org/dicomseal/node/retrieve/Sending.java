package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import org.dicomseal.dimse.AssociationAbortedException;
import org.dicomseal.dimse.DimseException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.node.WorkBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second half of a retrieval: takes what was fetched, opens it, and sends it on, while more is fetched. */
final class Sending implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    /** Frames that take less don't ask the budget: a stuck destination must not keep small shares from everybody else. */
    private static final long SMALL_WORK = 8 << 20;

    /** Told of each object that its destination has. */
    @FunctionalInterface
    interface Given {
        /** @param nanos that unsealing took, without sending */
        void given(long bytes, long nanos);
    }

    private final BlockingQueue<Fetching.Arrival> arrivals;
    private final ObjectOpener opener;
    private final Destination destination;
    private final Tally tally;
    private final Runnable onLost;
    private final Given onGiven;
    private final WorkBudget budget;
    private volatile boolean cancelled;

    /**
     * @param onGiven told of each object that its destination has
     * @param onLost told when the destination is given up, so that no more is fetched
     */
    Sending(BlockingQueue<Fetching.Arrival> arrivals, ObjectOpener opener, Destination destination, WorkBudget budget,
            Tally tally, Given onGiven, Runnable onLost) {
        this.arrivals = arrivals;
        this.opener = opener;
        this.destination = destination;
        this.budget = budget;
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
            while (sendNext()) {
                continue;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            destination.close();
        }
    }

    /** False at the end. */
    private boolean sendNext() throws InterruptedException {
        try (Fetching.Arrival arrival = arrivals.take()) {
            if (arrival.isLast()) {
                return false;
            }
            if (!cancelled && !destination.isLost()) {
                deliver(arrival.object());
            }
        } catch (IOException e) {
            LOG.warn("a fetched object could not be removed: {}", e.getMessage());
        }
        return true;
    }

    private void deliver(FetchedObject object) {
        String uid = object.request().sopInstance();
        try {
            settle(uid, attempt(object));
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

    private Outcome attempt(FetchedObject object) throws IOException {
        try {
            return send(object);
        } catch (AssociationAbortedException e) {
            if (!destination.mayTryAgain()) {
                throw e;
            }
            LOG.debug("the destination's association was gone, trying a new one: {}", e.getMessage());
            return send(object);
        }
    }

    private Outcome send(FetchedObject object) throws IOException {
        try (Deliverable deliverable = opener.open(object)) {
            if (deliverable.workBytes() < SMALL_WORK) {
                return send(deliverable);
            }
            WorkBudget.Share share = budget.take(deliverable.workBytes());
            try {
                return send(deliverable);
            } finally {
                share.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UndeliverableException("the node stops", e);
        }
    }

    private Outcome send(Deliverable deliverable) throws IOException {
        String syntax = destination.syntaxFor(deliverable.sopClass(), deliverable.syntaxes());
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
