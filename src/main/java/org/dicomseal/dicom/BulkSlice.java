package org.dicomseal.dicom;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A part of a value that can only be read from its front. */
record BulkSlice(Bulk whole, long offset, long length) implements Bulk {

    BulkSlice {
        Objects.checkFromIndexSize(offset, length, whole.length());
    }

    @Override
    public InputStream open() throws IOException {
        InputStream in = whole.open();
        try {
            in.skipNBytes(offset);
        } catch (IOException shorter) {
            in.close();
            throw shorter;
        }
        return new Bounded(in, length);
    }

    /** Ends after a count of bytes, and fails when the stream below ends first. */
    private static final class Bounded extends FilterInputStream {

        private long remaining;

        Bounded(InputStream in, long length) {
            super(in);
            this.remaining = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (remaining == 0) {
                return -1;
            }
            int got = super.read(target, from, (int) Math.min(count, remaining));
            if (got < 0) {
                throw new EOFException("the value ends " + remaining + " bytes early");
            }
            remaining -= got;
            return got;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, remaining));
            remaining -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(remaining, super.available());
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
