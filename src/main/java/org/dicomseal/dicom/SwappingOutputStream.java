package org.dicomseal.dicom;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Reverses the bytes of each unit (2, 4 or 8 bytes) that passes; an incomplete last unit passes as it is. */
final class SwappingOutputStream extends FilterOutputStream {

    private final int unit;
    private final byte[] buffer = new byte[8192];
    private int filled;

    SwappingOutputStream(OutputStream out, int unit) {
        super(out);
        this.unit = unit;
    }

    @Override
    public void write(int value) throws IOException {
        if (filled == buffer.length) {
            pass();
        }
        buffer[filled++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == buffer.length) {
                pass();
            }
            int count = Math.min(length - done, buffer.length - filled);
            System.arraycopy(source, offset + done, buffer, filled, count);
            filled += count;
            done += count;
        }
    }

    /** Passes on what is here, the incomplete unit too; to be called once, at the end. */
    void finish() throws IOException {
        pass();
    }

    private void pass() throws IOException {
        reverse(buffer, filled, unit);
        out.write(buffer, 0, filled);
        filled = 0;
    }

    /** Reverses each whole unit among the first {@code count} bytes. */
    static void reverse(byte[] bytes, int count, int unit) {
        for (int at = 0; at + unit <= count; at += unit) {
            for (int low = at, high = at + unit - 1; low < high; low++, high--) {
                byte held = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = held;
            }
        }
    }
}
