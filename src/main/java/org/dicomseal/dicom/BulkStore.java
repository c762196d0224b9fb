package org.dicomseal.dicom;

import java.io.IOException;
import java.io.OutputStream;

/** Where a reader puts large values that it can't leave in place, as from a stream or a deflated data set. */
public interface BulkStore {

    BulkSink create() throws IOException;

    /** Takes one value: bytes first, then {@link #finish()}. Closing it before that gives the value up. */
    abstract class BulkSink extends OutputStream {

        /** The value just written. */
        public abstract Bulk finish() throws IOException;
    }

    /** Keeps values in memory, all of them together at most {@code limit} bytes; beyond that a DicomException says so. */
    static BulkStore inMemory(long limit) {
        return new MemoryBulkStore(limit);
    }
}
