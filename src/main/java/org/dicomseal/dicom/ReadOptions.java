package org.dicomseal.dicom;

import java.util.function.Consumer;

/**
 * How a data set is read, and what it may cost. Lengths and counts in the input are never trusted beyond these.
 *
 * @param inMemory    values of at most this many bytes are loaded; larger ones stay in their source, or go to the store
 * @param memory      bytes that all loaded values may take together; after that even small ones are not loaded
 * @param maxDepth    of nested sequences
 * @param maxElements elements, items and fragments together
 * @param store       where large values of streams and deflated data sets go
 * @param stopBefore  the first tag at the top level not to be read (unsigned), or -1 to read all
 * @param keepItems   false to check the items of sequences and forget them: for who wants to know that a data set is whole,
 *                    and what its top level says, in little memory
 * @param oddities    is told what was read with leniency, or can't be written back as it was; tags and offsets, no values
 */
public record ReadOptions(int inMemory, long memory, int maxDepth, int maxElements, BulkStore store, long stopBefore,
                          boolean keepItems, Consumer<String> oddities) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /** 64 KiB a value, 16 MiB together, 64 deep, two million elements; large values of streams in memory up to 256 MiB. */
    public static ReadOptions defaults() {
        return new ReadOptions(64 * KIB, 16L * MIB, 64, 2_000_000, BulkStore.inMemory(256L * MIB), -1, true, oddity -> { });
    }

    public ReadOptions withStore(BulkStore other) {
        return new ReadOptions(inMemory, memory, maxDepth, maxElements, other, stopBefore, keepItems, oddities);
    }

    public ReadOptions stoppingBefore(int tag) {
        return new ReadOptions(inMemory, memory, maxDepth, maxElements, store, Integer.toUnsignedLong(tag), keepItems, oddities);
    }

    public ReadOptions tellingOddities(Consumer<String> listener) {
        return new ReadOptions(inMemory, memory, maxDepth, maxElements, store, stopBefore, keepItems, listener);
    }

    public ReadOptions withInMemory(int bytes) {
        return new ReadOptions(bytes, memory, maxDepth, maxElements, store, stopBefore, keepItems, oddities);
    }

    public ReadOptions forgettingItems() {
        return new ReadOptions(inMemory, memory, maxDepth, maxElements, store, stopBefore, false, oddities);
    }
}
