package org.dicomseal.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Bytes that can be read at any position: a file, an array, or a decrypting view of a file. Implementations are safe for
 * use by several threads at once.
 */
public interface ByteSource extends Closeable {

    long size() throws IOException;

    /**
     * Reads up to {@code length} bytes, like {@link java.io.InputStream#read(byte[], int, int)}.
     *
     * @return the count, at least 1 unless length is 0; -1 at or after the end
     */
    int read(long position, byte[] target, int offset, int length) throws IOException;

    @Override
    default void close() throws IOException {
    }

    /** The array itself, not a copy. */
    static ByteSource of(byte[] bytes) {
        return new MemorySource(bytes);
    }

    static ByteSource open(Path file) throws IOException {
        return new FileSource(file);
    }
}
