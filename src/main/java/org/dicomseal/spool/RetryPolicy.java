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
 * @param attempts most attempts for a cause that is tried {@link Cause.Retry#A_FEW_TIMES}
 * @param age      longest time since receipt for a cause that is tried {@link Cause.Retry#UNTIL_TOO_OLD}
 */
public record RetryPolicy(Duration base, Duration max, int attempts, Duration age) {

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
     * @param failures failed attempts so far, the one just failed included
     * @param since    when the object was queued
     */
    public Optional<Instant> next(Cause cause, int failures, Instant since, Instant now, RandomGenerator random) {
        boolean again = switch (cause.retry()) {
            case NEVER -> false;
            case A_FEW_TIMES -> failures < attempts;
            case UNTIL_TOO_OLD -> now.isBefore(since.plus(age));
        };
        return again ? Optional.of(now.plus(backoff(failures, random))) : Optional.empty();
    }

    /** A wait between half and all of {@code base * 2^(failures - 1)}, capped at {@code max}. */
    public Duration backoff(int failures, RandomGenerator random) {
        int doublings = Math.min(Math.max(failures, 1) - 1, 30);
        double ceiling = Math.min((double) max.toMillis(), (double) base.toMillis() * (1L << doublings));
        return Duration.ofMillis(Math.max(1, Math.round(ceiling * (0.5 + 0.5 * random.nextDouble()))));
    }
}
