package org.dicomseal.node.retrieve;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.keys.EncryptedFile;
import org.dicomseal.keys.EncryptedFileReader;
import org.dicomseal.keys.EncryptedFileWriter;
import org.dicomseal.keys.EphemeralFile;

/**
 * An object as the archive gave it, waiting on disk. It should be sealed, but nobody knows before it was opened, so its
 * file is encrypted under a key that is in memory alone. Thousands may wait: each costs next to nothing until it is
 * opened. Closing deletes it.
 */
final class FetchedObject implements Closeable {

    private static final String SUFFIX = ".fetched";

    private final StoreRequest request;
    private final EphemeralFile file;

    private FetchedObject(StoreRequest request, EphemeralFile file) {
        this.request = request;
        this.file = file;
    }

    /**
     * Takes an object off the wire.
     *
     * @param folder exists, and is for its owner only
     */
    static FetchedObject take(Path folder, StoreRequest request, InputStream dataSet) throws IOException {
        Path file = folder.resolve(UUID.randomUUID() + SUFFIX);
        try (EncryptedFileWriter writer = EncryptedFile.createEphemeral(file)) {
            dataSet.transferTo(writer);
            writer.finish(false);
            return new FetchedObject(request, writer.kept());
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** What the archive said it sends. */
    StoreRequest request() {
        return request;
    }

    long size() {
        return file.size();
    }

    /** Its data set's bytes; the caller closes it. */
    ByteSource open() throws IOException {
        EncryptedFileReader reader = file.reader();
        return new ByteSource() {
            @Override
            public long size() {
                return reader.size();
            }

            @Override
            public int read(long position, byte[] target, int offset, int length) throws IOException {
                return length == 0 ? 0 : reader.read(position, target, offset, length);
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
