package org.dicomseal.spool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs as clocks do, and that a test moves on. */
public final class SettableClock extends Clock {

    private final long started = System.nanoTime();
    private volatile Instant start = Instant.parse("2026-03-01T08:00:00Z");

    public void advance(Duration by) {
        start = start.plus(by);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - started);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
