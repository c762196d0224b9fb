package org.dicomseal.codec;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many threads may work on the strips of one frame. The calling thread always works too and never waits for a task that no
 * thread has begun, so a full pool makes coding slower but can't block it. The coded bytes don't depend on it.
 */
public final class Parallelism {

    /** One strip after the other on the calling thread. */
    public static final Parallelism SINGLE = new Parallelism(null, 1);

    private static final int LEAST_RANGE = 1 << 16;

    private final Executor pool;
    private final int threads;

    private Parallelism(Executor pool, int threads) {
        this.pool = pool;
        this.threads = threads;
    }

    /**
     * @param pool    runs helpers; the caller bounds it and shuts it down
     * @param threads most threads at work on one frame, the caller's included
     */
    public static Parallelism on(Executor pool, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("needs at least one thread, not " + threads);
        }
        return new Parallelism(pool, threads);
    }

    /** A piece of work, told which one it is. */
    interface Task {
        void run(int index) throws CodecException;
    }

    /** Runs tasks 0 to count - 1, each once, and returns when all are done; of several failures the lowest index's is thrown. */
    void forEach(int count, Task task) throws CodecException {
        Throwable[] failures = new Throwable[count];
        AtomicInteger next = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(count);
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                try {
                    task.run(i);
                } catch (CodecException | RuntimeException | Error failure) {
                    failures[i] = failure;
                } finally {
                    running.countDown();
                }
            }
        };
        for (int helper = 1; helper < Math.min(threads, count); helper++) {
            submit(worker);
        }
        worker.run();
        awaitAll(running);
        for (Throwable failure : failures) {
            rethrow(failure);
        }
    }

    /** A piece of work on a range of samples. */
    interface RangeTask {
        void run(int from, int end) throws CodecException;
    }

    /** Runs a task on all of 0 to length - 1, in one range for each thread if there is enough to do. */
    void forRanges(int length, RangeTask task) throws CodecException {
        int ranges = Math.max(1, Math.min(threads, length / LEAST_RANGE));
        forEach(ranges, i -> task.run((int) ((long) length * i / ranges), (int) ((long) length * (i + 1) / ranges)));
    }

    private void submit(Runnable helper) {
        try {
            pool.execute(helper);
        } catch (RejectedExecutionException full) {
            return; // no helper then: the calling thread does its work
        }
    }

    /** What is not done yet has been begun by a helper, so it ends; an interrupt is kept for the caller. */
    private static void awaitAll(CountDownLatch running) {
        boolean interrupted = false;
        while (true) {
            try {
                running.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) throws CodecException {
        if (failure instanceof CodecException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
