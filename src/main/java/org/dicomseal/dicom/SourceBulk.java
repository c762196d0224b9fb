package org.dicomseal.dicom;

import java.io.InputStream;
import java.util.Objects;

/** A value that stays where it is. */
record SourceBulk(ByteSource source, long position, long length) implements Bulk {

    @Override
    public InputStream open() {
        return new SourceInputStream(source, position, length);
    }

    @Override
    public Bulk slice(long from, long count) {
        Objects.checkFromIndexSize(from, count, length);
        return new SourceBulk(source, position + from, count);
    }
}
