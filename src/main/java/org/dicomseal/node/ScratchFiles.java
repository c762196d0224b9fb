package org.dicomseal.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.BulkStore;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.keys.EncryptedFile;
import org.dicomseal.keys.EncryptedFileReader;
import org.dicomseal.keys.EncryptedFileWriter;

/**
 * Large values that have no place of their own while an object is worked on, such as those of a deflated data set: in files
 * encrypted under keys that live in memory alone, deleted when this is closed.
 */
public final class ScratchFiles implements BulkStore, AutoCloseable {

    private static final String SUFFIX = ".scratch";

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<EncryptedFileReader> readers = new ArrayList<>();

    /** @param folder exists, see {@link #prepare} */
    public ScratchFiles(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder, for its owner only, and removes what a crash left in it: nobody has the keys any more. */
    public static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public BulkSink create() throws IOException {
        Path file = folder.resolve(UUID.randomUUID() + SUFFIX);
        files.add(file);
        return new EncryptedSink(EncryptedFile.createEphemeral(file));
    }

    @Override
    public void close() throws IOException {
        for (EncryptedFileReader reader : readers) {
            reader.close();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private final class EncryptedSink extends BulkSink {
        private final EncryptedFileWriter writer;
        private final OutputStream out;

        EncryptedSink(EncryptedFileWriter writer) {
            this.writer = writer;
            this.out = writer;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
        }

        @Override
        public Bulk finish() throws IOException {
            writer.finish(false);
            EncryptedFileReader reader = writer.reader();
            readers.add(reader);
            return Bulk.region(new Decrypting(reader), 0, writer.length());
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    private record Decrypting(EncryptedFileReader reader) implements ByteSource {

        @Override
        public long size() {
            return reader.size();
        }

        @Override
        public int read(long position, byte[] target, int offset, int length) throws IOException {
            return length == 0 ? 0 : reader.read(position, target, offset, length);
        }
    }
}
