package org.dicomseal.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecordsTest {

    private static final int PLAIN = RecordFormat.PLAIN;
    private static final byte[] HEADER = "the header".getBytes();

    private final Secret key = TestKeys.filled(7);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, PLAIN - 1, PLAIN, PLAIN + 1, 2 * PLAIN - 1, 2 * PLAIN, 2 * PLAIN + 1, 5 * PLAIN + 77})
    void whatGoesInComesOut(int length) throws IOException {
        byte[] plain = noise(length);
        byte[] sealed = seal(plain);
        assertEquals(RecordFormat.sealedLength(length), sealed.length);
        assertEquals(length, RecordFormat.plaintextLength(sealed.length));
        assertArrayEquals(plain, open(sealed, length));
    }

    @Test
    void smallWritesGiveTheSameRecordsAsOneLargeOne() throws IOException {
        byte[] plain = noise(3 * PLAIN + 5);
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        RecordWriter writer = new RecordWriter(tail, key);
        for (int at = 0; at < plain.length; at += 1001) {
            writer.write(plain, at, Math.min(1001, plain.length - at));
        }
        assertArrayEquals(seal(plain), joined(writer.finish(HEADER), tail.toByteArray()));
    }

    @Test
    void theFirstRecordCanBeAmendedUntilTheEnd() throws IOException {
        byte[] plain = noise(2 * PLAIN);
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        RecordWriter writer = new RecordWriter(tail, key);
        writer.write(plain);
        writer.amend(10, new byte[] {1, 2, 3});
        byte[] sealed = joined(writer.finish(HEADER), tail.toByteArray());
        System.arraycopy(new byte[] {1, 2, 3}, 0, plain, 10, 3);
        assertArrayEquals(plain, open(sealed, plain.length));
    }

    @Test
    void amendingWhatHasLeftIsRefused() throws IOException {
        RecordWriter writer = new RecordWriter(new ByteArrayOutputStream(), key);
        writer.write(noise(2 * PLAIN));
        assertThrows(IllegalArgumentException.class, () -> writer.amend(PLAIN - 1, new byte[2]));
    }

    @Test
    void everyFlippedBitIsFound() throws IOException {
        byte[] sealed = seal(noise(40));
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(AuthenticationException.class, () -> open(changed, 40));
        }
    }

    @Test
    void recordsThatWereSwappedAreFound() throws IOException {
        byte[] plain = noise(4 * PLAIN);
        byte[] sealed = seal(plain);
        byte[] one = Arrays.copyOfRange(sealed, RecordFormat.RECORD, 2 * RecordFormat.RECORD);
        System.arraycopy(sealed, 2 * RecordFormat.RECORD, sealed, RecordFormat.RECORD, RecordFormat.RECORD);
        System.arraycopy(one, 0, sealed, 2 * RecordFormat.RECORD, RecordFormat.RECORD);
        assertReleasedThenRefused(sealed, plain, PLAIN);
    }

    @Test
    void recordsOfAnotherStreamAreFound() throws IOException {
        byte[] plain = noise(3 * PLAIN);
        byte[] sealed = seal(plain);
        byte[] other = seal(plain, TestKeys.filled(8), HEADER);
        System.arraycopy(other, RecordFormat.RECORD, sealed, RecordFormat.RECORD, RecordFormat.RECORD);
        assertReleasedThenRefused(sealed, plain, PLAIN);
    }

    @Test
    void cuttingAtARecordsEndIsFoundEvenIfTheLengthIsMadeToFit() throws IOException {
        byte[] plain = noise(3 * PLAIN);
        byte[] cut = Arrays.copyOf(seal(plain), 2 * RecordFormat.RECORD);
        assertThrows(AuthenticationException.class, () -> open(cut, 2 * PLAIN));
        assertThrows(AuthenticationException.class, () -> open(cut, 3 * PLAIN));
    }

    @Test
    void extendingBehindTheLastRecordIsFoundByTheLastFlag() throws IOException {
        byte[] sealed = joined(seal(noise(2 * PLAIN)), new byte[RecordFormat.RECORD]);
        assertThrows(AuthenticationException.class, () -> open(sealed, 3 * PLAIN));
    }

    @Test
    void anotherHeaderOrKeyIsFoundAtOnce() throws IOException {
        byte[] sealed = seal(noise(100));
        RecordReader otherHeader = new RecordReader(new ByteArrayInputStream(sealed), key, "other".getBytes(), 100);
        assertThrows(AuthenticationException.class, otherHeader::authenticateFirst);
        RecordReader otherKey = new RecordReader(new ByteArrayInputStream(sealed), TestKeys.filled(9), HEADER, 100);
        assertThrows(AuthenticationException.class, otherKey::authenticateFirst);
    }

    @Test
    void aFailureStaysAFailure() throws IOException {
        byte[] sealed = seal(noise(100));
        sealed[3] ^= 1;
        RecordReader reader = new RecordReader(new ByteArrayInputStream(sealed), key, HEADER, 100);
        assertThrows(AuthenticationException.class, reader::read);
        assertThrows(AuthenticationException.class, reader::read);
    }

    @Test
    void lengthsThatNoStreamHasAreKnown() {
        for (int extra = 1; extra <= RecordFormat.TAG; extra++) {
            assertEquals(-1, RecordFormat.plaintextLength(RecordFormat.RECORD + extra));
        }
        assertEquals(PLAIN + 1, RecordFormat.plaintextLength(RecordFormat.RECORD + RecordFormat.TAG + 1));
        assertEquals(-1, RecordFormat.plaintextLength(15));
        assertEquals(0, RecordFormat.plaintextLength(16));
    }

    /** Nothing after the last good record may come out. */
    private void assertReleasedThenRefused(byte[] sealed, byte[] plain, int good) throws IOException {
        RecordReader reader = new RecordReader(new ByteArrayInputStream(sealed), key, HEADER, plain.length);
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        assertThrows(AuthenticationException.class, () -> reader.transferTo(released));
        assertEquals(good, released.size());
        assertTrue(Arrays.equals(released.toByteArray(), 0, good, plain, 0, good));
    }

    private byte[] seal(byte[] plain) throws IOException {
        return seal(plain, key, HEADER);
    }

    private static byte[] seal(byte[] plain, Secret key, byte[] header) throws IOException {
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        try (RecordWriter writer = new RecordWriter(tail, key)) {
            writer.write(plain);
            return joined(writer.finish(header), tail.toByteArray());
        }
    }

    private byte[] open(byte[] sealed, long length) throws IOException {
        try (RecordReader reader = new RecordReader(new ByteArrayInputStream(sealed), key, HEADER, length)) {
            return reader.readAllBytes();
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
