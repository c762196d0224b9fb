package org.dicomseal.evaluate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The CPU time of the calling thread: what else the machine is doing doesn't count. */
final class CpuClock {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuClock() {
    }

    /** Something to be timed. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Seconds that the calling thread has worked so far. */
    static double now() {
        return THREADS.getCurrentThreadCpuTime() * 1e-9;
    }

    /** The least of so many rounds, in seconds: whatever disturbs a round only adds to it. */
    static double least(int rounds, Work work) throws Exception {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < rounds; i++) {
            double start = now();
            work.run();
            least = Math.min(least, now() - start);
        }
        return least;
    }
}
