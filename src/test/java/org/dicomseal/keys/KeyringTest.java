package org.dicomseal.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeyringTest {

    @TempDir
    Path folder;

    private final Password password = Password.of("correct horse".toCharArray());

    @ParameterizedTest
    @ValueSource(strings = {"node.p12", "node.bcfks"})
    void aKeystoreGivesTheSameKeysWhenOpenedAgain(String name) throws KeysException {
        Path file = folder.resolve("keystore").resolve(name);
        try (Keyring made = Keyring.init(file, password); Keyring opened = open(file)) {
            KeyId id = made.active();
            assertEquals(id, opened.active());
            for (Purpose purpose : Purpose.values()) {
                assertTrue(made.key(id, purpose).sameAs(opened.key(id, purpose)));
            }
            assertTrue(made.rootKey(id, RootPurpose.SPOOL).sameAs(opened.rootKey(id, RootPurpose.SPOOL)));
        }
    }

    @Test
    void allKeysDiffer() throws KeysException {
        try (Keyring keyring = Keyring.init(folder.resolve("node.p12"), password)) {
            Set<String> seen = new HashSet<>();
            for (Purpose purpose : Purpose.values()) {
                seen.add(HexFormat.of().formatHex(keyring.key(keyring.active(), purpose).copyBytes()));
            }
            for (RootPurpose purpose : RootPurpose.values()) {
                seen.add(HexFormat.of().formatHex(keyring.rootKey(keyring.active(), purpose).copyBytes()));
            }
            assertEquals(Purpose.values().length + RootPurpose.values().length, seen.size());
        }
    }

    @Test
    void anExistingKeystoreIsNeverOverwritten() throws Exception {
        Path file = folder.resolve("node.p12");
        Keyring.init(file, password).close();
        byte[] before = Files.readAllBytes(file);
        assertThrows(KeysException.class, () -> Keyring.init(file, password));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"node.p12", "node.bcfks"})
    void aWrongPasswordOrADamagedFileDoesNotOpen(String name) throws Exception {
        Path file = folder.resolve(name);
        Keyring.init(file, password).close();
        KeysException wrong = assertThrows(KeysException.class,
                () -> Keyring.open(file, Password.of("wrong".toCharArray()), SecondFactor.none()));
        assertTrue(wrong.getMessage().contains("password"), wrong.getMessage());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThrows(KeysException.class, () -> open(file));
    }

    @Test
    void aKeystoreThatOthersCanReadIsRefused() throws Exception {
        Path file = folder.resolve("node.p12");
        Keyring.init(file, password).close();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        KeysException open = assertThrows(KeysException.class, () -> open(file));
        assertTrue(open.getMessage().contains("chmod 600"), open.getMessage());
    }

    @Test
    void rotationKeepsTheOldKeyForUnsealing() throws Exception {
        Path file = folder.resolve("node.p12");
        try (Keyring keyring = Keyring.init(file, password)) {
            KeyId first = keyring.active();
            Secret before = keyring.key(first, Purpose.SEAL);
            KeyId second = keyring.rotate(password);
            assertEquals(second, keyring.active());
            assertEquals(KeyState.DECRYPT_ONLY, keyring.list().get(0).state());
            assertTrue(before.sameAs(keyring.key(first, Purpose.SEAL)));
            assertFalse(before.sameAs(keyring.key(second, Purpose.SEAL)));
            assertTrue(Files.exists(folder.resolve("node.p12.previous")));
            try (Keyring again = open(file)) {
                assertEquals(keyring.list(), again.list());
            }
        }
    }

    @Test
    void aDestroyedKeyIsGoneFromThePreviousCopyToo() throws Exception {
        Path file = folder.resolve("node.p12");
        try (Keyring keyring = Keyring.init(file, password)) {
            KeyId first = keyring.active();
            keyring.rotate(password);
            keyring.destroy(first, password);
            assertReason(KeyUnavailableException.Reason.DESTROYED, () -> keyring.key(first, Purpose.SEAL));
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("node.p12.previous")));
        }
        try (Keyring again = open(file)) {
            assertEquals(KeyState.DESTROYED, again.list().get(0).state());
            assertEquals(Set.of(), again.list().get(0).purposes());
        }
    }

    @Test
    void aKeyWithASecondFactorIsLockedUntilItIsGiven() throws Exception {
        Path file = folder.resolve("node.p12");
        KeyId id;
        try (Keyring keyring = Keyring.init(file, password)) {
            id = keyring.rotate(password, TestKeys.filled(3));
            assertReason(KeyUnavailableException.Reason.LOCKED, () -> keyring.key(id, Purpose.SEAL));
            assertEquals(32, keyring.rootKey(id, RootPurpose.SPOOL).length());
            assertEquals(Set.of(id), keyring.keysOfFactor(TestKeys.filled(3)));
            assertEquals(Set.of(), keyring.keysOfFactor(TestKeys.filled(4)));
        }
        try (Keyring unlocked = Keyring.open(file, password, asked -> Optional.of(TestKeys.filled(3)))) {
            assertTrue(unlocked.key(id, Purpose.SEAL).sameAs(unlocked.key(id, Purpose.SEAL)));
        }
    }

    @Test
    void aWrongSecondFactorGivesNoOtherKey() throws Exception {
        Path file = folder.resolve("node.p12");
        try (Keyring keyring = Keyring.init(file, password)) {
            keyring.rotate(password, TestKeys.filled(3));
        }
        try (Keyring stranger = Keyring.open(file, password, asked -> Optional.of(TestKeys.filled(4)))) {
            assertReason(KeyUnavailableException.Reason.LOCKED, () -> stranger.key(stranger.active(), Purpose.SEAL));
        }
    }

    @Test
    void aKeptSecondFactorIsNeverInABackupAndCanBeForgotten() throws Exception {
        Path file = folder.resolve("node.p12");
        Path backup = folder.resolve("backup.p12");
        try (Keyring keyring = Keyring.init(file, password)) {
            KeyId id = keyring.rotate(password, TestKeys.filled(3));
            keyring.keepSecondFactor(TestKeys.filled(4), password);
            assertFalse(keyring.keepsSecondFactors(), "it is no key's");
            keyring.keepSecondFactor(TestKeys.filled(3), password);
            keyring.backup(backup, password);
            assertTrue(keyring.keptSecondFactor(id).orElseThrow().sameAs(TestKeys.filled(3)));
            try (Keyring again = open(file); Keyring copy = open(backup)) {
                assertTrue(again.keepsSecondFactors());
                assertFalse(copy.keepsSecondFactors());
                assertEquals(Set.of(id), copy.keysOfFactor(TestKeys.filled(3)));
            }
            keyring.forgetSecondFactors(password);
            assertFalse(keyring.keepsSecondFactors());
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("node.p12.previous")));
        }
    }

    @Test
    void whatAnotherProcessChangedIsTakenOverOnReload() throws Exception {
        Path file = folder.resolve("node.p12");
        try (Keyring keyring = Keyring.init(file, password); Keyring other = open(file)) {
            KeyId later = other.rotate(password);
            assertFalse(keyring.active().equals(later));
            keyring.reload(password);
            assertEquals(later, keyring.active());
        }
    }

    @Test
    void onlyAVerifiedBackupCounts() throws Exception {
        Path file = folder.resolve("node.p12");
        Path backup = folder.resolve("backup.p12");
        try (Keyring keyring = Keyring.init(file, password)) {
            assertFalse(keyring.activeIsBackedUp());
            keyring.backup(backup, password);
            assertTrue(keyring.activeIsBackedUp());
            assertThrows(KeysException.class, () -> keyring.backup(backup, password));
            keyring.rotate(password);
            assertFalse(keyring.activeIsBackedUp(), "the backup does not hold the new key");
        }
        try (Keyring again = open(file)) {
            assertTrue(again.list().get(0).backedUp());
            assertFalse(again.list().get(1).backedUp());
        }
    }

    @Test
    void aLostKeystoreComesBackFromItsBackup() throws Exception {
        Path file = folder.resolve("node.p12");
        Path backup = folder.resolve("backup.p12");
        KeyId id;
        Secret before;
        try (Keyring keyring = Keyring.init(file, password)) {
            keyring.backup(backup, password);
            id = keyring.active();
            before = keyring.key(id, Purpose.SEAL);
        }
        Files.delete(file);
        try (Keyring restored = Keyring.restore(file, backup, password)) {
            assertEquals(id, restored.active());
            assertTrue(before.sameAs(restored.key(id, Purpose.SEAL)));
            assertTrue(restored.activeIsBackedUp());
        }
    }

    @Test
    void restoringKeepsKeysThatTheBackupDoesNotHave() throws Exception {
        Path file = folder.resolve("node.p12");
        Path backup = folder.resolve("backup.p12");
        try (Keyring keyring = Keyring.init(file, password)) {
            keyring.backup(backup, password);
            KeyId later = keyring.rotate(password);
            try (Keyring restored = Keyring.restore(file, backup, password)) {
                assertEquals(later, restored.active());
                assertEquals(2, restored.list().size());
            }
        }
    }

    @Test
    void aKeystoreThatCannotBeOpenedIsSetAsideOnRestore() throws Exception {
        Path file = folder.resolve("node.p12");
        Path backup = folder.resolve("backup.p12");
        try (Keyring keyring = Keyring.init(file, password)) {
            keyring.backup(backup, password);
        }
        Files.write(file, new byte[] {1, 2, 3});
        Keyring.restore(file, backup, password).close();
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(folder.resolve("node.p12.unreadable-1")));
    }

    @Test
    void aKeystoreOfSinglePurposeKeysGivesThoseAlone() throws Exception {
        Path unsealOnly = folder.resolve("unseal.p12");
        try (Keyring keyring = Keyring.init(folder.resolve("node.p12"), password)) {
            keyring.exportPurposes(unsealOnly, Set.of(Purpose.SEAL), password);
            try (Keyring reduced = open(unsealOnly)) {
                KeyId id = keyring.active();
                assertTrue(keyring.key(id, Purpose.SEAL).sameAs(reduced.key(id, Purpose.SEAL)));
                assertReason(KeyUnavailableException.Reason.PURPOSE_NOT_HELD, () -> reduced.key(id, Purpose.WATERMARK));
                assertReason(KeyUnavailableException.Reason.PURPOSE_NOT_HELD, () -> reduced.rootKey(id, RootPurpose.SPOOL));
                assertReason(KeyUnavailableException.Reason.NONE_ACTIVE, reduced::active);
            }
        }
    }

    @Test
    void unknownKeysAreNamed() throws Exception {
        try (Keyring keyring = Keyring.init(folder.resolve("node.p12"), password)) {
            assertReason(KeyUnavailableException.Reason.UNKNOWN, () -> keyring.key(TestKeys.ID, Purpose.SEAL));
        }
    }

    private Keyring open(Path file) throws KeysException {
        return Keyring.open(file, password, SecondFactor.none());
    }

    private static void assertReason(KeyUnavailableException.Reason reason, org.junit.jupiter.api.function.Executable work) {
        assertEquals(reason, assertThrows(KeyUnavailableException.class, work).reason());
    }
}
