package org.dicomseal.dimse;

import java.time.Duration;

/**
 * The end of a wait.
 *
 * @param waitingFor in words, for the message
 * @param limit the whole wait
 * @param at on the clock of System.nanoTime
 */
record Deadline(String waitingFor, Duration limit, long at) {

    static Deadline in(long nanos, String waitingFor, Duration limit) {
        return new Deadline(waitingFor, limit, System.nanoTime() + nanos);
    }

    boolean isOver(long now) {
        return now - at >= 0;
    }

    DimseTimeoutException toException() {
        return new DimseTimeoutException(waitingFor, limit);
    }
}
