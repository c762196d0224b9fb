package org.dicomseal.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads a region of a source from front to back; a source that ends inside the region is an error, not a short value. */
final class SourceInputStream extends InputStream {

    private static final int CHUNK = 64 * 1024;

    private final ByteSource source;
    private long position;
    private long remaining;

    SourceInputStream(ByteSource source, long position, long length) {
        this.source = source;
        this.position = position;
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int count = source.read(position, target, offset, (int) Math.min(length, remaining));
        if (count <= 0) {
            throw new EOFException("the input ends at offset " + position + ", " + remaining + " bytes early");
        }
        position += count;
        remaining -= count;
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, remaining));
        position += skipped;
        remaining -= skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(remaining, Integer.MAX_VALUE);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK, remaining)];
        long sum = 0;
        for (int count = read(chunk, 0, chunk.length); count > 0; count = read(chunk, 0, chunk.length)) {
            out.write(chunk, 0, count);
            sum += count;
        }
        return sum;
    }
}
