package org.dicomseal.spool;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Lets a lane rest when its archive as a whole does not answer, so that a queue of thousands is not tried one by one
 * against a closed door. It opens again after a wait that grows with each failure in a row.
 */
final class LaneGate {

    private final RetryPolicy policy;
    private final RandomGenerator random;
    private int failuresInRow;
    private Instant closedUntil;

    LaneGate(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** Closes the gate, unless it is closed already: attempts that were under way together count once. */
    synchronized Instant failed(Cause cause, Instant now) {
        if (closedUntil == null) {
            failuresInRow++;
            closedUntil = now.plus(policy.backoff(cause, failuresInRow, random));
        }
        return closedUntil;
    }

    synchronized void delivered() {
        failuresInRow = 0;
    }

    /** When a closed gate opens; empty if it is open. */
    synchronized Optional<Instant> closedUntil() {
        return Optional.ofNullable(closedUntil);
    }

    /** Opens the gate if its time has come; true if this call opened it. */
    synchronized boolean openIfDue(Instant now) {
        if (closedUntil == null || now.isBefore(closedUntil)) {
            return false;
        }
        closedUntil = null;
        return true;
    }
}
