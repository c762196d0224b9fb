package org.dicomseal.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RetryPolicyTest {

    private final RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(60), 4, Duration.ofDays(1));
    private final Instant start = Instant.EPOCH;

    @Test
    void waitsDoubleWithJitterAndNeverPassTheirMaximum() {
        Random random = new Random(1);
        long ceiling = 2000;
        for (int failures = 1; failures < 100; failures++) {
            long wait = policy.backoff(failures, random).toMillis();
            assertTrue(wait >= ceiling / 2 && wait <= ceiling, failures + ": " + wait);
            ceiling = Math.min(60_000, ceiling * 2);
        }
    }

    @Test
    void aCauseThatDeservesAFewTriesGetsNoMore() {
        assertTrue(isTriedAgain(Cause.REFUSED, 3, 0, Duration.ZERO));
        assertFalse(isTriedAgain(Cause.REFUSED, 4, 0, Duration.ZERO));
    }

    @Test
    void anUnreachableArchiveIsTriedUntilTheObjectIsTooOldHoweverOftenItFailed() {
        assertTrue(isTriedAgain(Cause.UNREACHABLE, 10_000, 0, Duration.ofHours(23)));
        assertFalse(isTriedAgain(Cause.UNREACHABLE, 1, 0, Duration.ofHours(25)));
    }

    @Test
    void aBusyArchiveIsTriedUntilTheObjectIsTooOldUnlessItTakesOthers() {
        assertTrue(isTriedAgain(Cause.BUSY, 10_000, 3, Duration.ofHours(23)));
        assertFalse(isTriedAgain(Cause.BUSY, 10_000, 4, Duration.ofHours(23)));
        assertFalse(isTriedAgain(Cause.BUSY, 1, 0, Duration.ofHours(25)));
    }

    @Test
    void whatNoTryCanChangeIsNotTriedAgain() {
        assertFalse(isTriedAgain(Cause.NO_CONTEXT, 1, 0, Duration.ZERO));
        assertFalse(isTriedAgain(Cause.CORRUPT, 1, 0, Duration.ZERO));
    }

    @Test
    void whatAnUnreachableArchiveCostInTriesIsNotTakenFromThoseOfALaterRefusal() {
        assertTrue(isTriedAgain(Cause.REFUSED, 10_000, 3, 0, Duration.ZERO));
        assertFalse(isTriedAgain(Cause.REFUSED, 10_000, 4, 0, Duration.ZERO));
    }

    private boolean isTriedAgain(Cause cause, int attempts, int passed, Duration age) {
        return isTriedAgain(cause, attempts, attempts, passed, age);
    }

    private boolean isTriedAgain(Cause cause, int attempts, int counted, int passed, Duration age) {
        Note note = new Note("pacs", start, 1, Map.of());
        QueuedTask task = new QueuedTask(note, start, attempts, counted, passed, null, null);
        return policy.next(cause, task, start.plus(age), new Random(1)).isPresent();
    }

    @Test
    void aPolicyThatWouldNeverEndOrNeverWaitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(Duration.ZERO, Duration.ofSeconds(1), 1, Duration.ofDays(1)));
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1), 1, Duration.ofDays(1)));
    }
}
