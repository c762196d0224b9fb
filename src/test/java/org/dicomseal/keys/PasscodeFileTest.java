package org.dicomseal.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PasscodeFileTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("users"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aHashComesBackFromItsTextAndKnowsItsPasscodeAlone() {
        PasscodeHash hash = PasscodeHash.of("correct horse".toCharArray(), 10_000);
        PasscodeHash back = PasscodeHash.parse(hash.toString());
        assertEquals(hash.toString(), back.toString());
        assertTrue(back.matches("correct horse".toCharArray()));
        assertFalse(back.matches("correct horsf".toCharArray()));
        assertNotEquals(hash.toString(), PasscodeHash.of("correct horse".toCharArray(), 10_000).toString());
    }

    @Test
    void theHashIsThatOfRfc8018() {
        // computed by python3: hashlib.pbkdf2_hmac('sha256', b'passcode', bytes(range(16)), 10000)
        String known = "pbkdf2-sha256:10000:AAECAwQFBgcICQoLDA0ODw:%s";
        assertTrue(PasscodeHash.parse(known.formatted("e1wwz6/BeAaBGZH9fI089w0YOIJazKxSLfIRx7Wypn4")).matches("passcode".toCharArray()));
    }

    @Test
    void usersAreKnownByNameAndPasscodeOrByNameAloneWhereTheFileSaysSo() throws Exception {
        PasscodeFile users = PasscodeFile.read(file("# staff\n\nanna %s\nward 7 -\n"
                .formatted(PasscodeHash.of("secret".toCharArray(), 10_000))));
        assertTrue(users.knows("anna", "secret".toCharArray()));
        assertFalse(users.knows("anna", "Secret".toCharArray()));
        assertFalse(users.knows("anna", new char[0]));
        assertFalse(users.knows("berta", "secret".toCharArray()));
        assertFalse(users.knowsWithoutPasscode("anna"));
        assertTrue(users.knowsWithoutPasscode("ward 7"));
        assertFalse(users.knows("ward 7", "anything".toCharArray()));
        assertFalse(users.knowsWithoutPasscode("berta"));
    }

    @Test
    void aWrongLineIsNamedAndAnOpenFileIsRefused() throws Exception {
        KeysException wrong = assertThrows(KeysException.class, () -> PasscodeFile.read(file("# x\nanna secret\n")));
        assertTrue(wrong.getMessage().contains("users:2"), wrong::getMessage);
        assertFalse(wrong.getMessage().contains("secret"), wrong::getMessage);
        Path open = Files.setPosixFilePermissions(file("anna -\n"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(KeysException.class, () -> PasscodeFile.read(open));
    }
}
