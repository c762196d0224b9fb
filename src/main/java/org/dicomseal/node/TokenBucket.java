package org.dicomseal.node;

import java.util.concurrent.TimeUnit;

/** A rate: so many in a minute, up to a minute's worth at once. */
final class TokenBucket {

    private static final double NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int perMinute;
    private double tokens;
    private long filled;

    TokenBucket(int perMinute, long now) {
        this.perMinute = perMinute;
        this.tokens = perMinute;
        this.filled = now;
    }

    int perMinute() {
        return perMinute;
    }

    /**
     * Whether one more is within the rate.
     *
     * @param now as of {@link System#nanoTime}
     */
    synchronized boolean take(long now) {
        tokens = Math.min(perMinute, tokens + (now - filled) / NANOS_PER_MINUTE * perMinute);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
