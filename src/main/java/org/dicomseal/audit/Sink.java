package org.dicomseal.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where lines of the trail go, on a thread of its own: who gives one never waits. What cannot be written now waits in memory,
 * up to a bound; beyond it lines are lost, counted, and said.
 */
final class Sink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
    private static final int MOST_WAITING = 10_000;
    private static final int AT_ONCE = 256;
    private static final long LOOK_MILLIS = 200;
    private static final long AGAIN_MILLIS = 1_000;
    private static final long LAST_WAIT_MILLIS = 5_000;

    /** Writes lines, or fails; then those that it has taken out of the list are written, and the rest is given again. */
    @FunctionalInterface
    interface Writing {
        void write(List<String> lines) throws IOException;
    }

    private final String name;
    private final Writing writing;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private volatile String failure;
    private volatile boolean stopping;

    /** @param name for logs and health, such as "audit file" */
    Sink(String name, Writing writing) {
        this.name = name;
        this.writing = writing;
        this.thread = new Thread(this::run, name.replace(' ', '-'));
        thread.setDaemon(true);
        thread.start();
    }

    void give(String line) {
        if (!waiting.offer(line)) {
            lost.incrementAndGet();
        }
    }

    private void run() {
        List<String> lines = new ArrayList<>();
        try {
            while (!stopping || !waiting.isEmpty()) {
                String first = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    lines.add(first);
                    waiting.drainTo(lines, AT_ONCE - 1);
                    writeUntilDone(lines);
                    lines.clear();
                }
            }
        } catch (InterruptedException e) {
            lost.addAndGet(lines.size() + waiting.size());
            LOG.error("{}: {} messages could not be written", name, lost.get());
        }
    }

    private void writeUntilDone(List<String> lines) throws InterruptedException {
        while (true) {
            try {
                writing.write(lines);
                if (failure != null) {
                    LOG.info("{}: written again", name);
                    failure = null;
                }
                return;
            } catch (IOException | RuntimeException e) {
                if (failure == null) {
                    LOG.error("{} cannot be written: {}", name, e.toString());
                }
                failure = e.toString();
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            }
        }
    }

    /** What is wrong now; empty if all is written, or about to be. */
    Optional<String> trouble() {
        if (failure != null) {
            return Optional.of(name + " cannot be written: " + failure + (lost.get() > 0 ? "; " + lost.get() + " messages lost" : ""));
        }
        return lost.get() > 0 ? Optional.of(name + ": " + lost.get() + " messages were lost") : Optional.empty();
    }

    /** Whether a line that is given now may never be written. */
    boolean fails() {
        return failure != null || waiting.remainingCapacity() == 0;
    }

    /** Writes what waits, if it can be written soon. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(LAST_WAIT_MILLIS);
            thread.interrupt();
            thread.join(LAST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
