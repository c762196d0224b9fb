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
 * An object as the archive gave it, waiting in memory while it is small and there is memory to spare, else on disk. It should be sealed,
 * but nobody knows before it was opened, so its file is encrypted under a key that is in memory alone. Thousands may wait: each file
 * costs next to nothing until it is opened. Closing deletes it.
 */
abstract sealed class FetchedObject implements Closeable {

    /** Larger objects go to the disk. */
    private static final int MOST_IN_MEMORY = 1 << 20;

    /**
     * How long an archive waits for its answer while others of its objects in memory are worked on. A destination of usual speed makes
     * room within it; behind a slow one the archive still gets rid of what was asked of it.
     */
    private static final long PATIENCE_MILLIS = 20;

    private static final String SUFFIX = ".fetched";

    private final StoreRequest request;

    private FetchedObject(StoreRequest request) {
        this.request = request;
    }

    /**
     * Takes an object off the wire.
     *
     * @param folder exists, and is for its owner only
     * @param memory for small objects
     */
    static FetchedObject take(Path folder, SpareMemory memory, StoreRequest request, InputStream dataSet) throws IOException {
        byte[] start = dataSet.readNBytes(MOST_IN_MEMORY + 1);
        if (start.length <= MOST_IN_MEMORY && taken(memory, start.length)) {
            return new InMemory(request, start, memory);
        }
        Path file = folder.resolve(UUID.randomUUID() + SUFFIX);
        try (EncryptedFileWriter writer = EncryptedFile.createEphemeral(file)) {
            writer.write(start);
            dataSet.transferTo(writer);
            writer.finish(false);
            return new OnDisk(request, writer.kept());
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static boolean taken(SpareMemory memory, int bytes) {
        try {
            return memory.take(bytes, PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the archive said it sends. */
    StoreRequest request() {
        return request;
    }

    /** Bytes that wait on disk for it. */
    abstract long bytesOnDisk();

    /** Its data set's bytes; the caller closes it, before this. */
    abstract ByteSource open() throws IOException;

    private static final class InMemory extends FetchedObject {

        private final byte[] bytes;
        private final SpareMemory memory;
        private boolean closed;

        InMemory(StoreRequest request, byte[] bytes, SpareMemory memory) {
            super(request);
            this.bytes = bytes;
            this.memory = memory;
        }

        @Override
        long bytesOnDisk() {
            return 0;
        }

        @Override
        ByteSource open() {
            return ByteSource.of(bytes);
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                memory.giveBack(bytes.length);
            }
        }
    }

    private static final class OnDisk extends FetchedObject {

        private final EphemeralFile file;

        OnDisk(StoreRequest request, EphemeralFile file) {
            super(request);
            this.file = file;
        }

        @Override
        long bytesOnDisk() {
            return file.size();
        }

        @Override
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
}
