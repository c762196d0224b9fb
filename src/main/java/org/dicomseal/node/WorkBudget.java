package org.dicomseal.node;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.ImagePixel;

/**
 * Memory for objects being sealed and unsealed, shared by all work in the node: who needs more than is free waits, in order
 * of arrival, so that no large object waits for ever behind small ones. An object that needs more than there is at all gets
 * all of it, and works alone.
 */
public final class WorkBudget {

    /** Permits are in units of this many bytes, to fit a semaphore's range. */
    private static final int UNIT = 64 << 10;

    private final int units;
    private final Semaphore free;

    /** Frame, samples as integers, coded frame, copies on the way. */
    private static final int FRAMES_IN_MEMORY = 6;

    /** What sealing or unsealing takes for the frames of an image; 0 where there is none that can be told. */
    public static long forFramesOf(DataSet image) {
        try {
            ImagePixel pixel = ImagePixel.of(image);
            long samples = (long) pixel.rows() * pixel.columns() * pixel.samplesPerPixel();
            return FRAMES_IN_MEMORY * samples * Math.max(1, (pixel.bitsAllocated() + 7) / 8);
        } catch (IOException e) {
            return 0;
        }
    }

    /** @param bytes in all */
    public WorkBudget(long bytes) {
        units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        free = new Semaphore(units, true);
    }

    /** Memory that was taken; close it to give it back. */
    public final class Share implements AutoCloseable {
        private int taken;

        private Share(int taken) {
            this.taken = taken;
        }

        @Override
        public void close() {
            free.release(taken);
            taken = 0;
        }
    }

    /** Waits for that much memory. A thread that holds a share must not ask for another. */
    public Share take(long bytes) throws InterruptedException {
        int wanted = (int) Math.max(1, Math.min(units, (bytes + UNIT - 1) / UNIT));
        free.acquire(wanted);
        return new Share(wanted);
    }

    /** Bytes that are free now. */
    public long free() {
        return (long) free.availablePermits() * UNIT;
    }
}
