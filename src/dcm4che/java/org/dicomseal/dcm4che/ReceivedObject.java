package org.dicomseal.dcm4che;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.service.DicomServiceException;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.keys.EncryptedFile;
import org.dicomseal.keys.EncryptedFileReader;
import org.dicomseal.keys.EncryptedFileWriter;

/**
 * A data set as it came off the wire, until it is sealed: in a file encrypted under a key that lives in memory alone, so that an object of
 * any size takes little memory and never lies in clear on the disk.
 */
final class ReceivedObject implements ByteSource, Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final EncryptedFileReader reader;

    private ReceivedObject(Path file, EncryptedFileReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Reads the stream to its end.
     *
     * @throws DicomServiceException if there is no room for it
     * @throws IOException           if the stream breaks off
     */
    static ReceivedObject read(InputStream wire, Path scratch) throws IOException {
        Path file = scratch.resolve(UUID.randomUUID() + ".received");
        try {
            return new ReceivedObject(file, keep(wire, file));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static EncryptedFileReader keep(InputStream wire, Path file) throws IOException {
        try (EncryptedFileWriter writer = EncryptedFile.createEphemeral(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = wire.read(buffer); count >= 0; count = wire.read(buffer)) {
                write(writer, buffer, count);
            }
            writer.finish(false);
            return writer.reader();
        }
    }

    /** A full disk is no fault of the association, and is answered; the stream's own exceptions are dcm4che's. */
    private static void write(EncryptedFileWriter writer, byte[] bytes, int count) throws DicomServiceException {
        try {
            writer.write(bytes, 0, count);
        } catch (IOException e) {
            throw new DicomServiceException(Status.OutOfResources, "no room for the object");
        }
    }

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
        Files.deleteIfExists(file);
    }
}
