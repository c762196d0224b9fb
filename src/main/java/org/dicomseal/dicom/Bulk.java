package org.dicomseal.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The bytes of one value or fragment: in memory, a region of a {@link ByteSource}, or made while they are written. The
 * length is known, the bytes are read when asked for.
 */
public interface Bulk {

    /** Bytes, 0 to 2^32 - 2 in a data set. */
    long length();

    InputStream open() throws IOException;

    /** Writes all the bytes. */
    default void transferTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            in.transferTo(out);
        }
    }

    /**
     * All bytes at once; for small values.
     *
     * @throws DicomException if there are more than an array can hold, or fewer than {@link #length()} says
     */
    default byte[] bytes() throws IOException {
        if (length() > Integer.MAX_VALUE - 8) {
            throw new DicomException("a value of " + length() + " bytes does not fit into memory");
        }
        try (InputStream in = open()) {
            byte[] all = in.readNBytes((int) length());
            if (all.length != length()) {
                throw new DicomException("a value of " + length() + " bytes ends after " + all.length);
            }
            return all;
        }
    }

    /** The part from {@code offset}, without reading what lies before it where that can be helped. */
    default Bulk slice(long offset, long count) {
        return new BulkSlice(this, offset, count);
    }

    /** The array itself, not a copy. */
    static Bulk of(byte... bytes) {
        return new MemoryBulk(bytes, 0, bytes.length);
    }

    static Bulk empty() {
        return MemoryBulk.EMPTY;
    }

    /** A region of a source, which must stay open for as long as the value is used. */
    static Bulk region(ByteSource source, long position, long length) {
        return new SourceBulk(source, position, length);
    }

    /**
     * A value made while it is written. The data set writer checks that exactly {@code length} bytes come;
     * {@link #open()} collects them in memory.
     */
    static Bulk produced(long length, Producer producer) {
        return new ProducedBulk(length, producer);
    }

    /** Writes a value's bytes. */
    @FunctionalInterface
    interface Producer {
        void writeTo(OutputStream out) throws IOException;
    }

}
