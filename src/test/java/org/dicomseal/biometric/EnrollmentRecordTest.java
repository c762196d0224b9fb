package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.dicomseal.keys.Secret;
import org.junit.jupiter.api.Test;

class EnrollmentRecordTest {

    private final Secret key = Secret.copyOf(new byte[32]);
    private final EnrollmentRecord record = new EnrollmentRecord(EnrollmentRecord.VERSION, new byte[32], new byte[32], new int[] {3, 700, 2045},
            BitSet.valueOf(new byte[] {5}), new byte[48]);

    @Test
    void comesBackForTheSameOwnerAndKey() throws EnrollmentException {
        EnrollmentRecord opened = EnrollmentRecord.open(record.seal("a", key, new SecureRandom()), "a", key);
        assertArrayEquals(record.positions(), opened.positions());
        assertEquals(record.helper(), opened.helper());
        assertArrayEquals(record.wrappedSecret(), opened.wrappedSecret());
    }

    @Test
    void staysShutForAnotherOwnerOrKey() {
        byte[] sealed = record.seal("a", key, new SecureRandom());
        byte[] other = new byte[32];
        other[0] = 1;
        assertThrows(EnrollmentException.class, () -> EnrollmentRecord.open(sealed, "b", key));
        assertThrows(EnrollmentException.class, () -> EnrollmentRecord.open(sealed, "a", Secret.copyOf(other)));
    }

    @Test
    void everyTruncationAndEveryChangedByteIsFound() {
        byte[] sealed = record.seal("a", key, new SecureRandom());
        for (int i = 0; i < sealed.length; i++) {
            byte[] cut = Arrays.copyOf(sealed, i);
            assertThrows(EnrollmentException.class, () -> EnrollmentRecord.open(cut, "a", key));
            byte[] changed = sealed.clone();
            changed[i] ^= 0x10;
            assertThrows(EnrollmentException.class, () -> EnrollmentRecord.open(changed, "a", key));
        }
    }

    @Test
    void twoRecordsOfTheSameContentHaveNothingInCommonButTheHeader() {
        byte[] first = record.seal("a", key, new SecureRandom());
        byte[] second = record.seal("a", key, new SecureRandom());
        int same = 0;
        for (int i = 5; i < first.length; i++) {
            same += first[i] == second[i] ? 1 : 0;
        }
        assertTrue(same < 12, same + " bytes of " + first.length + " are the same; 0.4 % are by chance");
    }

    @Test
    void aWrongMessageUnwrapsNothing() throws EnrollmentException {
        Random random = new Random(1);
        BitSet message = BchCodeTest.randomBits(random, 76);
        Secret secret = Secret.copyOf(new byte[32]);
        List<byte[]> templates = List.of(new byte[] {1, 2, 3}, new byte[0]);
        byte[] wrapped = WrappedSecret.wrap(new WrappedSecret.Content(secret, templates), message, new byte[32]);
        WrappedSecret.Content content = WrappedSecret.unwrap(wrapped, message, new byte[32]).orElseThrow();
        assertTrue(content.secret().sameAs(secret));
        assertArrayEquals(templates.toArray(), content.templates().toArray());
        message.flip(40);
        assertTrue(WrappedSecret.unwrap(wrapped, message, new byte[32]).isEmpty());
    }
}
