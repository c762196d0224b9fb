package org.dicomseal.spool;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes at work. They can be changed while they run; what waits for one that is gone becomes a named failure. */
final class Lanes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final long TICK_MILLIS = 25;
    /** An object that was on its way in while its lane went is found by the next look. */
    private static final long SETTLE_SECONDS = 10;
    private static final int PAGE = 500;

    private final SpoolParts parts;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "spool-ticker");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Thread> stops = new CopyOnWriteArrayList<>();
    private volatile Map<String, LaneRunner> runners = Map.of();
    private boolean started;
    private boolean settling;
    private boolean closed;

    Lanes(SpoolParts parts) {
        this.parts = parts;
    }

    /** Starts, replaces and stops lanes, until these are at work, each as asked. */
    synchronized void run(Map<String, Spool.Lane> asked, RetryPolicy retry) {
        if (closed) {
            throw new IllegalStateException("the spool is closed");
        }
        Map<String, LaneRunner> before = runners;
        Map<String, LaneRunner> after = new HashMap<>();
        asked.forEach((name, lane) -> {
            LaneRunner running = before.get(name);
            boolean stays = running != null && running.does(lane, retry);
            after.put(name, stays ? running : new LaneRunner(name, lane, retry, parts, RandomGenerator.getDefault()));
        });
        before.forEach((name, runner) -> {
            if (after.get(name) != runner) {
                stop(runner);
            }
        });
        reviveThoseOf(asked);
        giveUpThoseOutside(asked);
        var tasks = after.values().stream().map(LaneRunner::task).toList();
        after.forEach((name, runner) -> {
            if (before.get(name) != runner) {
                runner.start(tasks);
            }
        });
        runners = Map.copyOf(after);
        beginTicking();
    }

    private void beginTicking() {
        if (!started) {
            ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
            started = true;
        } else if (!settling) {
            ticker.scheduleWithFixedDelay(this::settle, SETTLE_SECONDS, SETTLE_SECONDS, TimeUnit.SECONDS);
            settling = true;
        }
    }

    /** Looks for new work soon. */
    void wake() {
        runners.values().forEach(LaneRunner::wake);
    }

    private void tick() {
        try {
            Instant now = parts.clock().instant();
            runners.values().forEach(runner -> runner.tick(now));
        } catch (RuntimeException e) {
            LOG.error("Spool ticker", e);
        }
    }

    private synchronized void settle() {
        if (closed) {
            return;
        }
        try {
            giveUpThoseOutside(runners);
        } catch (RuntimeException e) {
            LOG.error("Spool ticker", e);
        }
    }

    private void reviveThoseOf(Map<String, Spool.Lane> lanes) {
        Instant now = parts.clock().instant();
        String after = null;
        for (List<QueueEntry> page; !(page = parts.table().list(QueueState.DEAD, after, PAGE)).isEmpty(); ) {
            for (QueueEntry entry : page) {
                if (lanes.containsKey(entry.note().lane()) && entry.failure() != null && entry.failure().cause() == Cause.NO_ROUTE) {
                    parts.table().update(entry.id(), QueuedTask.requeued(entry, now), now);
                }
                after = entry.id();
            }
        }
    }

    private void giveUpThoseOutside(Map<String, ?> lanes) {
        if (parts.database().isShared()) {
            return;
        }
        Instant now = parts.clock().instant();
        for (List<QueueEntry> page; !(page = parts.table().outside(lanes.keySet(), PAGE)).isEmpty(); ) {
            int givenUp = 0;
            for (QueueEntry entry : page) {
                Failure failure = new Failure(Cause.NO_ROUTE, "no archive " + entry.note().lane() + " is configured", now);
                if (parts.table().update(entry.id(), QueuedTask.fresh(entry.note()).givenUp(failure), TaskTable.NEVER)) {
                    LOG.error("{} waits for {}, which is not configured", entry.id(), entry.note().lane());
                    givenUp++;
                }
            }
            if (givenUp == 0) {
                // The rest is being delivered by a lane that ends; the next look finds what it leaves.
                return;
            }
        }
    }

    private void stop(LaneRunner runner) {
        Thread stop = new Thread(runner::stop, "spool-stop");
        stop.setDaemon(true);
        stops.add(stop);
        stops.removeIf(earlier -> earlier.getState() == Thread.State.TERMINATED);
        stop.start();
    }

    /** Lets deliveries under way finish within the configured wait. */
    @Override
    public synchronized void close() {
        closed = true;
        ticker.shutdownNow();
        runners.values().forEach(this::stop);
        runners = Map.of();
        boolean interrupted = false;
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
