package org.dicomseal.keys;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A finished file at rest whose key is nowhere but here: a small thing to keep for each of many files that wait, where a
 * reader would take a descriptor and two buffers. Closing destroys the key and deletes the file.
 */
public final class EphemeralFile implements Closeable {

    private final Path file;
    private final FileKey key;
    private final long size;

    EphemeralFile(Path file, FileKey key, long size) {
        this.file = file;
        this.key = key;
        this.size = size;
    }

    /** Plaintext bytes of the file. */
    public long size() {
        return size;
    }

    /** Opens the file; the reader may outlive this, but not be opened after it. */
    public EncryptedFileReader reader() throws IOException {
        return new EncryptedFileReader(file, key.copy());
    }

    @Override
    public void close() throws IOException {
        key.close();
        Files.deleteIfExists(file);
    }
}
