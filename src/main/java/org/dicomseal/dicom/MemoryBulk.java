package org.dicomseal.dicom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** A value in memory. */
final class MemoryBulk implements Bulk {

    static final MemoryBulk EMPTY = new MemoryBulk(new byte[0], 0, 0);

    private final byte[] content;
    private final int offset;
    private final int length;

    MemoryBulk(byte[] content, int offset, int length) {
        this.content = content;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content, offset, length);
    }

    @Override
    public void transferTo(OutputStream out) throws IOException {
        out.write(content, offset, length);
    }

    @Override
    public byte[] bytes() {
        return Arrays.copyOfRange(content, offset, offset + length);
    }

    @Override
    public Bulk slice(long from, long count) {
        Objects.checkFromIndexSize(from, count, length);
        return new MemoryBulk(content, offset + (int) from, (int) count);
    }
}
