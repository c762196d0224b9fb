package org.dicomseal.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed delivery is tried again: exponential backoff with full jitter in its upper half, bounded by a number of
 * attempts or an age, as the cause asks.
 *
 * @param base     wait after the first failure
 * @param max      longest wait
 * @param attempts how often {@link Cause.Retry#A_FEW_TIMES} is; failures of other causes are not counted
 * @param age      longest time since receipt or requeueing for causes that are tried until too old
 */
public record RetryPolicy(Duration base, Duration max, int attempts, Duration age) {

    private static final Duration LOCKED_WAIT = Duration.ofSeconds(3);

    public RetryPolicy {
        Objects.requireNonNull(age);
        if (base.isNegative() || base.isZero() || max.compareTo(base) < 0 || attempts < 1) {
            throw new IllegalArgumentException("a retry policy needs 0 < base <= max and at least one attempt");
        }
    }

    /** 2 s doubling to 2 min; ten attempts, or 14 days for what is the archive's state and not the object's. */
    public static RetryPolicy standard() {
        return new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(2), 10, Duration.ofDays(14));
    }

    /**
     * The time of the next try, or empty if there is none.
     *
     * @param task as it is after the failure
     */
    Optional<Instant> next(Cause cause, QueuedTask task, Instant now, RandomGenerator random) {
        boolean young = now.isBefore(task.since().plus(age));
        boolean again = switch (cause.retry()) {
            case NEVER -> false;
            case A_FEW_TIMES -> task.counted() < attempts;
            case UNTIL_TOO_OLD -> young;
            case ALWAYS -> true;
            case UNLESS_OTHERS_PASS -> young && task.passed() < attempts;
        };
        return again ? Optional.of(now.plus(backoff(cause, task.attempts(), random))) : Optional.empty();
    }

    /** The wait after so many failures, the last of which had this cause: somebody who unlocks a keystore looks on. */
    Duration backoff(Cause cause, int failures, RandomGenerator random) {
        Duration wait = backoff(failures, random);
        return cause == Cause.LOCKED && wait.compareTo(LOCKED_WAIT) > 0 ? LOCKED_WAIT : wait;
    }

    /** A wait between half and all of {@code base * 2^(failures - 1)}, capped at {@code max}. */
    public Duration backoff(int failures, RandomGenerator random) {
        int doublings = Math.min(Math.max(failures, 1) - 1, 30);
        double ceiling = Math.min((double) max.toMillis(), (double) base.toMillis() * (1L << doublings));
        return Duration.ofMillis(Math.max(1, Math.round(ceiling * (0.5 + 0.5 * random.nextDouble()))));
    }
}
