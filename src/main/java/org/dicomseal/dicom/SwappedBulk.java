package org.dicomseal.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** A value in the other byte order: the bytes of each unit reversed. An incomplete last unit stays as it is. */
record SwappedBulk(Bulk original, int unit) implements Bulk {

    /** The value in the byte order that it doesn't have. */
    static Bulk of(ValueElement value) {
        int unit = value.vr().unit();
        return unit == 1 ? value.value() : new SwappedBulk(value.value(), unit);
    }

    @Override
    public long length() {
        return original.length();
    }

    @Override
    public InputStream open() throws IOException {
        return new Swapping(original.open(), unit);
    }

    @Override
    public void transferTo(OutputStream out) throws IOException {
        SwappingOutputStream swapping = new SwappingOutputStream(out, unit);
        original.transferTo(swapping);
        swapping.finish();
    }

    /** Slices on unit boundaries first, so that a slice that begins inside a unit still sees it whole. */
    @Override
    public Bulk slice(long offset, long count) {
        Objects.checkFromIndexSize(offset, count, length());
        long start = offset - offset % unit;
        long end = Math.min(length(), (offset + count + unit - 1) / unit * unit);
        Bulk whole = new SwappedBulk(original.slice(start, end - start), unit);
        return start == offset && end == offset + count ? whole : new BulkSlice(whole, offset - start, count);
    }

    /** Reverses while reading. */
    private static final class Swapping extends InputStream {

        private final InputStream in;
        private final int unit;
        private final byte[] buffer = new byte[8192];
        private int from;
        private int to;

        Swapping(InputStream in, int unit) {
            this.in = in;
            this.unit = unit;
        }

        @Override
        public int read() throws IOException {
            return from < to || refill() ? buffer[from++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (from == to && !refill()) {
                return -1;
            }
            int count = Math.min(length, to - from);
            System.arraycopy(buffer, from, target, offset, count);
            from += count;
            return count;
        }

        private boolean refill() throws IOException {
            from = 0;
            to = in.readNBytes(buffer, 0, buffer.length);
            SwappingOutputStream.reverse(buffer, to, unit);
            return to > 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
