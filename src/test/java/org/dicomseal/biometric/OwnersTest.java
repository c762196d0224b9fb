package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a keystore, its file of owners, and fingers do together. */
class OwnersTest {

    private static final long FINGER = 12;
    private static final long STRANGER = 700;

    @TempDir
    private Path folder;
    private Path keystore;
    private final Password password = Password.of("a test's password".toCharArray());

    @BeforeEach
    void makeKeystore() throws KeysException {
        keystore = folder.resolve("keys/node.p12");
        Keyring.init(keystore, password).close();
    }

    private OwnerEnrolment.NewOwner enrol(String owner) throws Exception {
        try (Owners owners = Owners.open(keystore, password)) {
            return new OwnerEnrolment(owners).enrol(owner, TestFingers.three(FINGER), TestFingers.enrollment(), password);
        }
    }

    private static boolean shown(Owners owners, FingerprintImage image) throws Exception {
        return !new FingerUnlock(owners, TestFingers.enrollment()).unlock(null, image).isEmpty();
    }

    @Test
    void anEnrolledFingerLocksTheNewKeyAndAFreshImpressionOpensIt() throws Exception {
        OwnerEnrolment.NewOwner made = enrol("radiology");
        try (Owners owners = Owners.open(keystore, password)) {
            assertEquals(made.key(), owners.keyring().active());
            assertTrue(owners.isLocked());
            assertThrows(KeyUnavailableException.class, () -> owners.keyring().key(made.key(), Purpose.SEAL));
            assertThrows(KeyUnavailableException.class, () -> owners.code(made.key()));
            assertEquals(List.of(), owners.codes());

            assertFalse(shown(owners, TestFingers.finger(STRANGER).impression(0, 0.6)));
            assertTrue(owners.isLocked());

            assertTrue(shown(owners, TestFingers.finger(FINGER).impression(7, 0.6)));
            assertFalse(owners.isLocked());
            assertEquals(32, owners.keyring().key(made.key(), Purpose.SEAL).length());
            assertEquals(128, owners.code(made.key()).orElseThrow().length);
            assertEquals(List.of("radiology"), owners.codes().stream().map(OwnedCode::name).toList());
        }
    }

    @Test
    void theRecoveryCodeOpensEvenWithoutTheFileOfOwners() throws Exception {
        OwnerEnrolment.NewOwner made = enrol("radiology");
        Files.delete(OwnersFile.beside(keystore));
        try (Owners owners = Owners.open(keystore, password)) {
            assertEquals(Set.of(), owners.unlock(Secret.owning(new byte[32])));
            assertEquals(Set.of(made.key()), owners.unlock(Secret.owning(RecoveryCode.parse(made.recoveryCode()))));
            assertFalse(owners.isLocked());
        }
    }

    @Test
    void revokingGivesANewKeyAndCodeAndTheFingerStillOpensTheOldKey() throws Exception {
        OwnerEnrolment.NewOwner first = enrol("radiology");
        OwnerEnrolment.NewOwner second;
        byte[] oldCode;
        try (Owners owners = Owners.open(keystore, password)) {
            OwnerEnrolment enrolment = new OwnerEnrolment(owners);
            assertThrows(OwnersException.class, () -> enrolment.revoke("radiology", TestFingers.three(STRANGER), TestFingers.enrollment(), password));
            assertTrue(shown(owners, TestFingers.finger(FINGER).impression(7, 0.6)));
            oldCode = owners.code(first.key()).orElseThrow();
            second = enrolment.revoke("radiology", TestFingers.three(FINGER), TestFingers.enrollment(), password);
        }
        assertFalse(second.key().equals(first.key()));
        assertFalse(second.recoveryCode().equals(first.recoveryCode()));
        try (Owners owners = Owners.open(keystore, password)) {
            assertEquals(List.of(false, true), owners.list().stream().map(OwnerInfo::active).toList());
            assertTrue(shown(owners, TestFingers.finger(FINGER).impression(8, 0.6)));
            assertEquals(32, owners.keyring().key(first.key(), Purpose.SEAL).length());
            assertEquals(32, owners.keyring().key(second.key(), Purpose.SEAL).length());
            assertArrayEquals(oldCode, owners.code(first.key()).orElseThrow());
            assertFalse(Arrays.equals(oldCode, owners.code(second.key()).orElseThrow()));
            owners.keyring().destroy(first.key(), password);
        }
        try (Owners owners = Owners.open(keystore, password)) {
            assertTrue(shown(owners, TestFingers.finger(FINGER).impression(8, 0.6)), "a destroyed old key is no obstacle");
            assertFalse(owners.isLocked());
        }
    }

    @Test
    void anotherKeyOfTheSameOwnerNeedsTheSameSecret() throws Exception {
        OwnerEnrolment.NewOwner made = enrol("radiology");
        KeyId second;
        try (Owners owners = Owners.open(keystore, password)) {
            OwnerEnrolment enrolment = new OwnerEnrolment(owners);
            assertThrows(OwnersException.class, () -> enrolment.rotate("radiology", Secret.owning(new byte[32]), password));
            assertThrows(OwnersException.class, () -> enrolment.rotate("cardiology", made.secret(), password));
            second = enrolment.rotate("radiology", made.secret(), password);
        }
        try (Owners owners = Owners.open(keystore, password)) {
            assertEquals(List.of(made.key(), second), owners.list().get(0).keys());
            assertTrue(shown(owners, TestFingers.finger(FINGER).impression(7, 0.6)));
            assertEquals(2, owners.codes().size());
            KeyId rootOnly = new OwnerEnrolment(owners).rotateWithoutFinger(password);
            assertTrue(owners.code(rootOnly).isEmpty());
        }
    }

    @Test
    void impressionsRefusedInARowCostAGrowingWaitThatOutlivesTheProcess() throws Exception {
        enrol("radiology");
        FingerprintImage stranger = TestFingers.finger(STRANGER).impression(0, 0.6);
        Instant start = Instant.now();
        for (int i = 0; i < TryLimit.FREE_TRIES; i++) {
            try (Owners owners = Owners.open(keystore, password)) {
                assertFalse(shown(owners, stranger));
                assertEquals(i + 1, owners.list().get(0).failures());
            }
        }
        FingerprintImage right = TestFingers.finger(FINGER).impression(7, 0.6);
        try (Owners owners = Owners.open(keystore, password)) {
            OwnersException e = assertThrows(OwnersException.class, () -> shown(owners, right));
            assertTrue(e.getMessage().startsWith("5 impressions were refused in a row"), e.getMessage());
            Clock later = Clock.fixed(start.plusSeconds(600), ZoneOffset.UTC);
            assertFalse(new FingerUnlock(owners, TestFingers.enrollment(), later).unlock(null, right).isEmpty());
            assertEquals(0, owners.list().get(0).failures());
        }
        assertTrue(TryLimit.waitAfter(6).compareTo(TryLimit.waitAfter(5)) > 0);
        assertEquals(3600, TryLimit.waitAfter(1_000_000).toSeconds());
    }

    @Test
    void theFileOfOwnersIsItsOwnersAloneAndShowsNothing() throws Exception {
        enrol("radiology");
        Path file = OwnersFile.beside(keystore);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("radiology"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(KeysException.class, () -> Owners.open(keystore, password));
    }

    @Test
    void aChangedFileOfOwnersIsNamedAndTheCopyBeforeIsThere() throws Exception {
        enrol("radiology");
        Path file = OwnersFile.beside(keystore);
        byte[] bytes = Files.readAllBytes(file);
        for (int at : new int[] {0, 4, 7, 40, 60, bytes.length - 1}) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            KeysException e = assertThrows(KeysException.class, () -> Owners.open(keystore, password));
            assertTrue(at == 7 || e.getMessage().contains("node.p12.owners"), e.getMessage());
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(KeysException.class, () -> Owners.open(keystore, password));
        assertTrue(Files.exists(folder.resolve("keys/node.p12.owners.previous")));
    }

    @Test
    void twoEnrolmentsOfOneFingerShareNothingOnDisk() throws Exception {
        enrol("radiology");
        byte[] first = Files.readAllBytes(OwnersFile.beside(keystore));
        keystore = folder.resolve("other/node.p12");
        Keyring.init(keystore, password).close();
        enrol("radiology");
        byte[] second = Files.readAllBytes(OwnersFile.beside(keystore));
        int same = 0;
        int length = Math.min(first.length, second.length);
        for (int i = 5; i < length; i++) {
            same += first[i] == second[i] ? 1 : 0;
        }
        // a byte is the same by chance once in 256; six standard deviations above that
        double expected = length / 256.0;
        assertTrue(same < expected + 6 * Math.sqrt(expected), same + " of " + length + " bytes are the same");
    }

    @Test
    void anOwnerIsEnrolledOnceAndNeedsAProperName() throws Exception {
        enrol("radiology");
        assertThrows(OwnersException.class, () -> enrol("radiology"));
        assertThrows(OwnersException.class, () -> enrol(""));
        assertThrows(OwnersException.class, () -> enrol("a\nb"));
    }

    @Test
    void nothingThatIsPrintedShowsASecret() throws Exception {
        OwnerEnrolment.NewOwner made = enrol("radiology");
        String group = made.recoveryCode().substring(0, 4);
        assertFalse((made + " " + made.owner()).contains(group));
        try (Owners owners = Owners.open(keystore, password)) {
            owners.unlock(made.secret());
            byte[] code = owners.codes().get(0).code();
            assertFalse(owners.codes().toString().contains(Arrays.toString(code)));
            assertFalse(owners.entries().toString().contains(Arrays.toString(owners.entries().get(0).record())));
        }
    }
}
