package org.dicomseal.spool;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PlainVaultTest {

    private final PlainVault vault = new PlainVault();

    @TempDir
    Path folder;

    @Test
    void givesBackAnyPartOfWhatWasWritten() throws IOException {
        byte[] bytes = bytes(300_000);
        Path file = write(bytes);
        try (Vault.Reader reader = vault.open(file)) {
            assertEquals(bytes.length, reader.size());
            byte[] part = new byte[1000];
            assertEquals(1000, reader.read(123_456, part, 0, 1000));
            assertArrayEquals(Arrays.copyOfRange(bytes, 123_456, 124_456), part);
            assertEquals(10, reader.read(bytes.length - 10, part, 0, 1000));
            assertEquals(-1, reader.read(bytes.length, part, 0, 1));
        }
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        try (Vault.Reader reader = vault.open(write(new byte[0]))) {
            assertEquals(0, reader.size());
        }
    }

    @Test
    void everyCutAndEveryChangedByteIsFound() throws IOException {
        byte[] whole = Files.readAllBytes(write(bytes(100)));
        Path file = folder.resolve("damaged");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThrows(CorruptSpoolFileException.class, () -> vault.open(file));
        }
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            Files.write(file, changed);
            assertThrows(CorruptSpoolFileException.class, () -> vault.open(file));
        }
    }

    @Test
    void aFileIsNeverWrittenOver() throws IOException {
        Path file = write(bytes(10));
        assertThrows(FileAlreadyExistsException.class, () -> vault.create(file));
    }

    private Path write(byte[] bytes) throws IOException {
        Path file = folder.resolve("object");
        try (Vault.Writer writer = vault.create(file)) {
            writer.write(bytes);
            writer.finish();
        }
        return file;
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
