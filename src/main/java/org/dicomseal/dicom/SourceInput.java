package org.dicomseal.dicom;

import java.io.IOException;

/** Reads a region of a source; large values stay in it. */
final class SourceInput extends DicomInput {

    private final ByteSource source;
    private final long end;
    private long filled;

    SourceInput(ByteSource source, long start, long end) {
        super(start);
        this.source = source;
        this.end = end;
        this.filled = start;
    }

    @Override
    long end() {
        return end;
    }

    @Override
    protected int fill(byte[] target, int offset, int length) throws IOException {
        if (filled >= end) {
            return -1;
        }
        int got = source.read(filled, target, offset, (int) Math.min(length, end - filled));
        if (got > 0) {
            filled += got;
        }
        return got;
    }

    @Override
    Bulk leave(int tag, long length) {
        Bulk bulk = Bulk.region(source, position(), length);
        jump(length);
        filled = position();
        return bulk;
    }
}
