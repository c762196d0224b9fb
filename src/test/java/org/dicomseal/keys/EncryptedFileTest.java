package org.dicomseal.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EncryptedFileTest {

    private static final int RECORD = EncryptedFile.RECORD_PLAIN;

    @TempDir
    Path folder;

    private final TestKeys keys = new TestKeys();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, RECORD - 1, RECORD, RECORD + 1, 3 * RECORD, 3 * RECORD + 100})
    void everyPositionReadsBack(int length) throws Exception {
        byte[] plain = noise(length);
        Path file = written(plain);
        try (EncryptedFileReader reader = EncryptedFile.open(file, keys)) {
            assertEquals(length, reader.size());
            for (int position : new int[] {0, length / 3, length / 2, Math.max(0, length - 1)}) {
                assertArrayEquals(Arrays.copyOfRange(plain, position, length), readFrom(reader, position));
            }
            assertEquals(-1, reader.read(length, new byte[1], 0, 1));
        }
    }

    @Test
    void nothingOfThePlaintextIsOnDisk() throws Exception {
        byte[] text = "Patient^Name".repeat(100).getBytes(StandardCharsets.US_ASCII);
        Path file = written(text);
        assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("Patient"));
    }

    @Test
    void everyChangedByteIsFound() throws Exception {
        byte[] stored = Files.readAllBytes(written(noise(200)));
        Path changedFile = folder.resolve("changed");
        for (int at = 0; at < stored.length; at++) {
            byte[] changed = stored.clone();
            changed[at] ^= 4;
            Files.write(changedFile, changed);
            assertThrows(Exception.class, () -> readAll(changedFile), "byte " + at);
        }
    }

    @Test
    void aCutFileDoesNotOpen() throws Exception {
        byte[] stored = Files.readAllBytes(written(noise(3 * RECORD)));
        Path cut = folder.resolve("cut");
        for (int length : new int[] {0, 50, FileKey.HEADER_LENGTH, FileKey.HEADER_LENGTH + RECORD + 16, stored.length - 1}) {
            Files.write(cut, Arrays.copyOf(stored, length));
            assertThrows(AuthenticationException.class, () -> readAll(cut), "length " + length);
        }
    }

    @Test
    void anUnfinishedFileDoesNotOpen() throws Exception {
        Path file = folder.resolve("unfinished");
        try (EncryptedFileWriter writer = EncryptedFile.create(file, keys)) {
            writer.write(noise(2 * RECORD + 5));
        }
        assertThrows(AuthenticationException.class, () -> readAll(file));
    }

    @Test
    void anEphemeralFileIsReadByItsWriterAlone() throws Exception {
        Path file = folder.resolve("ephemeral");
        byte[] plain = noise(RECORD + 9);
        EncryptedFileReader reader;
        try (EncryptedFileWriter writer = EncryptedFile.createEphemeral(file)) {
            writer.write(plain);
            writer.finish(false);
            reader = writer.reader();
        }
        try (reader) {
            assertArrayEquals(plain, readFrom(reader, 0));
        }
        assertThrows(AuthenticationException.class, () -> EncryptedFile.open(file, keys));
    }

    @Test
    void aDestroyedFileIsGoneAndItsKeyWithIt() throws Exception {
        Path file = written(noise(100));
        Path linked = Files.createLink(folder.resolve("linked"), file);
        EncryptedFile.destroy(file);
        assertFalse(Files.exists(file));
        assertThrows(NoSuchFileException.class, () -> readAll(linked));
        EncryptedFile.destroy(file);
    }

    @Test
    void existingFilesAreNeverOverwritten() throws Exception {
        Path file = written(noise(10));
        assertThrows(IOException.class, () -> EncryptedFile.create(file, keys));
    }

    private Path written(byte[] plain) throws Exception {
        Path file = Files.createTempDirectory(folder, "w").resolve("file");
        try (EncryptedFileWriter writer = EncryptedFile.create(file, keys)) {
            for (int at = 0; at < plain.length; at += 50_000) {
                writer.write(plain, at, Math.min(50_000, plain.length - at));
            }
            writer.finish(true);
        }
        return file;
    }

    private byte[] readAll(Path file) throws Exception {
        try (EncryptedFileReader reader = EncryptedFile.open(file, keys)) {
            return readFrom(reader, 0);
        }
    }

    private static byte[] readFrom(EncryptedFileReader reader, int position) throws IOException {
        byte[] all = new byte[(int) reader.size() - position];
        int done = 0;
        while (done < all.length) {
            done += reader.read(position + done, all, done, all.length - done);
        }
        return all;
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aKeptFileIsReadAsOftenAsWantedUntilItIsClosed() throws IOException {
        Path file = folder.resolve("kept");
        byte[] content = new byte[200_000];
        new Random(5).nextBytes(content);
        EphemeralFile kept;
        try (EncryptedFileWriter writer = EncryptedFile.createEphemeral(file)) {
            writer.write(content);
            assertThrows(IOException.class, writer::kept);
            writer.finish(false);
            kept = writer.kept();
        }
        assertEquals(content.length, kept.size());
        for (int time = 0; time < 2; time++) {
            try (EncryptedFileReader reader = kept.reader()) {
                byte[] last = new byte[10];
                assertEquals(10, reader.read(content.length - 10, last, 0, 10));
                assertArrayEquals(Arrays.copyOfRange(content, content.length - 10, content.length), last);
            }
        }
        kept.close();
        assertFalse(Files.exists(file));
        assertThrows(IllegalStateException.class, kept::reader);
    }
}
