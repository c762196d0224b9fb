package org.dicomseal.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
        assertTrue(policy.next(Cause.REFUSED, 3, start, start, new Random(1)).isPresent());
        assertTrue(policy.next(Cause.REFUSED, 4, start, start, new Random(1)).isEmpty());
    }

    @Test
    void anUnreachableArchiveIsTriedUntilTheObjectIsTooOldHoweverOftenItFailed() {
        assertTrue(policy.next(Cause.UNREACHABLE, 10_000, start, start.plus(Duration.ofHours(23)), new Random(1)).isPresent());
        assertTrue(policy.next(Cause.UNREACHABLE, 1, start, start.plus(Duration.ofHours(25)), new Random(1)).isEmpty());
    }

    @Test
    void whatNoTryCanChangeIsNotTriedAgain() {
        assertTrue(policy.next(Cause.NO_CONTEXT, 1, start, start, new Random(1)).isEmpty());
        assertTrue(policy.next(Cause.CORRUPT, 1, start, start, new Random(1)).isEmpty());
    }

    @Test
    void aPolicyThatWouldNeverEndOrNeverWaitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(Duration.ZERO, Duration.ofSeconds(1), 1, Duration.ofDays(1)));
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1), 1, Duration.ofDays(1)));
    }
}
