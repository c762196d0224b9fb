package org.dicomseal.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Does for many what costs the same for one, such as a sync or a commit: who comes while another is at it waits, and the
 * next one in does it for all who wait.
 */
final class Together<T> {

    /** Does it for all of them, or fails for all of them. */
    @FunctionalInterface
    interface Work<T> {
        void doFor(List<T> items) throws IOException;
    }

    private final Work<T> work;
    private final ReentrantLock turn = new ReentrantLock();
    private final Queue<Part> waiting = new ConcurrentLinkedQueue<>();

    Together(Work<T> work) {
        this.work = work;
    }

    /** Returns once it was done for this item, whoever did it. */
    void run(T item) throws IOException {
        Part own = new Part(item);
        waiting.add(own);
        turn.lock();
        try {
            if (!own.decided) {
                runAllWaiting();
            }
        } finally {
            turn.unlock();
        }
        if (own.failure != null) {
            throw new IOException(own.failure.getMessage(), own.failure);
        }
    }

    private void runAllWaiting() {
        List<Part> batch = new ArrayList<>();
        for (Part next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        Exception failure = null;
        try {
            work.doFor(batch.stream().map(part -> part.item).toList());
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        for (Part part : batch) {
            part.failure = failure;
            part.decided = true;
        }
    }

    /** Its fields are guarded by {@link #turn}. */
    private final class Part {
        private final T item;
        private boolean decided;
        private Exception failure;

        Part(T item) {
            this.item = item;
        }
    }
}
