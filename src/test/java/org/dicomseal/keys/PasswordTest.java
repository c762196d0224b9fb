package org.dicomseal.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PasswordTest {

    @TempDir
    Path folder;

    @Test
    void theEnvironmentComesFirst() throws Exception {
        Path file = file("from the file\n", "rw-------");
        assertArrayEquals("from outside".toCharArray(), Password.find(Map.of(Password.ENVIRONMENT, "from outside"), file).chars());
    }

    @Test
    void elseTheFirstLineOfTheFile() throws Exception {
        assertArrayEquals("über allem".toCharArray(), Password.find(Map.of(), file("über allem\r\nsecond line", "rw-------")).chars());
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws Exception {
        Path file = file("secret", "rw-r--r--");
        assertThrows(KeysException.class, () -> Password.find(Map.of(), file));
    }

    @Test
    void noPasswordAtAllIsNamed() throws Exception {
        assertThrows(KeysException.class, () -> Password.find(Map.of(), null));
        assertThrows(KeysException.class, () -> Password.find(Map.of(), folder.resolve("missing")));
        Path empty = file("\n", "rw-------");
        assertThrows(KeysException.class, () -> Password.find(Map.of(), empty));
    }

    private Path file(String text, String permissions) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
