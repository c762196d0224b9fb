package org.dicomseal.dimse;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the deadlines of all transports from one thread. A socket's own timeout covers single reads
 * only; a peer that sends a byte a minute, or stops taking bytes while we write, would pass it.
 */
final class Watchdog {

    private static final long TICK_MILLIS = 50;
    private static final Set<Transport> WATCHED = ConcurrentHashMap.newKeySet();
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dimse-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    static {
        TIMER.scheduleWithFixedDelay(Watchdog::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Watchdog() {
    }

    static void watch(Transport transport) {
        WATCHED.add(transport);
    }

    static void forget(Transport transport) {
        WATCHED.remove(transport);
    }

    private static void look() {
        long now = System.nanoTime();
        for (Transport transport : WATCHED) {
            transport.checkDeadlines(now);
        }
    }
}
