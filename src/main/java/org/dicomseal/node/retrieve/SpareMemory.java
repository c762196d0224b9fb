package org.dicomseal.node.retrieve;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Memory that makes retrievals faster, and that none of them depends on: whoever gets none of it goes by disk, or does one thing after
 * another. So nobody waits for it for long, and a destination that is stuck keeps no one else from working. Thread-safe.
 */
final class SpareMemory {

    /** Permits are in units of this many bytes. */
    private static final int UNIT = 4 << 10;

    private static final int SHARE_OF_HEAP = 8;

    private final Semaphore free;
    private final SpareMemory all;

    private SpareMemory(long bytes, SpareMemory all) {
        this.free = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
        this.all = all;
    }

    static SpareMemory of(long bytes) {
        return new SpareMemory(bytes, null);
    }

    /** An eighth of what the heap may grow to. */
    static SpareMemory ofHeap() {
        return of(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** A part of this for one retrieval: at most so much, and no more than others leave. */
    SpareMemory part(long most) {
        return new SpareMemory(most, this);
    }

    /** True if it is the caller's now, to be given back by {@link #giveBack}. */
    boolean take(long bytes) {
        int units = units(bytes);
        return free.tryAcquire(units) && takeOfAll(bytes, units);
    }

    /** As {@link #take(long)}, after waiting for a part of one's own that is in use; what others use isn't waited for. */
    boolean take(long bytes, long millis) throws InterruptedException {
        int units = units(bytes);
        return free.tryAcquire(units, millis, TimeUnit.MILLISECONDS) && takeOfAll(bytes, units);
    }

    private boolean takeOfAll(long bytes, int units) {
        if (all == null || all.take(bytes)) {
            return true;
        }
        free.release(units);
        return false;
    }

    void giveBack(long bytes) {
        free.release(units(bytes));
        if (all != null) {
            all.giveBack(bytes);
        }
    }

    private static int units(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes + UNIT - 1) / UNIT);
    }
}
