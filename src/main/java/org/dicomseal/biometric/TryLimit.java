package org.dicomseal.biometric;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A growing wait after impressions that were refused: none before the fifth in a row, then 30 s, doubling up to an hour. It is kept in the
 * file of owners. That stops whoever is at the node's own commands; a thief who has keystore, password and record asks no command.
 */
final class TryLimit {

    static final int FREE_TRIES = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private TryLimit() {
    }

    static Duration waitAfter(int failures) {
        if (failures < FREE_TRIES) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE_TRIES, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** @throws OwnersException if it isn't time for another try yet */
    static void check(OwnerEntry entry, Clock clock) throws OwnersException {
        Instant next = entry.lastTry().plus(waitAfter(entry.failures()));
        Duration left = Duration.between(clock.instant(), next);
        if (entry.failures() >= FREE_TRIES && !left.isNegative() && !left.isZero()) {
            throw new OwnersException(entry.failures() + " impressions were refused in a row; the next may be shown in "
                    + (left.toSeconds() + 1) + " s. The recovery code needs no wait");
        }
    }
}
