package org.dicomseal.spool;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** How much the spool holds, and whether more may come in: a byte budget, and a mark below which the disk is left alone. */
final class SpoolSpace {

    /** The disk is asked again after this many bytes of one object. */
    static final long CHECK_EVERY = 8L << 20;

    private final FileStore disk;
    private final long maxBytes;
    private final long lowDisk;
    private final AtomicLong used = new AtomicLong();

    SpoolSpace(Path folder, long maxBytes, long lowDisk) throws IOException {
        this.disk = Files.getFileStore(folder);
        this.maxBytes = maxBytes;
        this.lowDisk = lowDisk;
    }

    long used() {
        return used.get();
    }

    SpoolRoom room() throws IOException {
        return new SpoolRoom(used.get(), maxBytes, disk.getUsableSpace(), lowDisk);
    }

    /** Counts bytes in (or, negative, out). */
    void add(long bytes) {
        used.addAndGet(bytes);
    }

    /** @throws SpoolFullException if nothing more may be taken in now */
    void check() throws IOException {
        if (used.get() >= maxBytes) {
            throw new SpoolFullException("the spool holds its " + maxBytes + " bytes");
        }
        long free = disk.getUsableSpace();
        if (free < lowDisk) {
            throw new SpoolFullException("only " + free + " bytes of disk are free, " + lowDisk + " are to stay so");
        }
    }
}
