package org.dicomseal.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files that are encrypted at rest: a header with the file's own key (see {@link FileKey}), then records of 64 KiB of plaintext as
 * {@link RecordCipher} makes them. They are written once from start to end, and read anywhere.
 */
public final class EncryptedFile {

    /** Plaintext bytes of every record but the last. */
    static final int RECORD_PLAIN = 64 * 1024;

    private EncryptedFile() {
    }

    /**
     * Starts a new file, for its owner only, whose key is wrapped under the newest root's spool key.
     *
     * @throws IOException             if the file exists or can't be made
     * @throws KeyUnavailableException if there is no root to wrap with
     */
    public static EncryptedFileWriter create(Path file, RootKeySource keys) throws IOException, KeyUnavailableException {
        return new EncryptedFileWriter(file, FileKey.wrapped(RECORD_PLAIN, keys));
    }

    /** Starts a new file whose key is nowhere but in memory: read it back by {@link EncryptedFileWriter#reader}. */
    public static EncryptedFileWriter createEphemeral(Path file) throws IOException {
        return new EncryptedFileWriter(file, FileKey.ephemeral(RECORD_PLAIN));
    }

    /**
     * Opens a finished file for reading.
     *
     * @throws NoSuchFileException     if it is gone; one whose key was destroyed counts as gone
     * @throws AuthenticationException if it is not one, is not finished, or was changed
     * @throws KeyUnavailableException if the wrapping key is not held
     */
    public static EncryptedFileReader open(Path file, RootKeySource keys) throws IOException, KeyUnavailableException {
        byte[] header = new byte[FileKey.HEADER_LENGTH];
        try (var in = Files.newInputStream(file)) {
            if (in.readNBytes(header, 0, header.length) < header.length) {
                throw new AuthenticationException(file.getFileName() + " is too short for an encrypted file");
            }
        }
        if (FileKey.isDestroyed(header)) {
            throw new NoSuchFileException(file.toString(), null, "its key was destroyed");
        }
        return new EncryptedFileReader(file, FileKey.unwrap(header, keys));
    }

    /** Destroys the key in the file's header, syncs, then deletes the file. A file that is gone already is fine. */
    public static void destroy(Path file) throws IOException {
        if (destroyKey(file)) {
            Files.deleteIfExists(file);
        }
    }

    /** False if the file is gone. */
    private static boolean destroyKey(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.size() >= FileKey.HEADER_LENGTH) {
                channel.write(ByteBuffer.allocate(FileKey.WRAPPED_LENGTH), FileKey.WRAPPED_AT);
                channel.force(false);
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
