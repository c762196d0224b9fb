package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BchCodeTest {

    /** Lin and Costello, Error Control Coding, table 6.1 and appendix C. */
    @ParameterizedTest
    @CsvSource({"4, 1, 11", "4, 2, 7", "4, 3, 5", "6, 10, 18", "7, 10, 64", "8, 18, 131", "8, 59, 13", "9, 58, 121", "10, 57, 513", "10, 175, 101", "10, 187, 76", "10, 247, 16"})
    void hasTheDimensionOfThePublishedTables(int degree, int correctable, int dimension) {
        assertEquals(dimension, new BchCode(degree, correctable).dimension());
    }

    @Test
    void encodesTheSingleErrorCodeOfFifteenBitsAsTheTextbookDoes() {
        BitSet message = new BitSet();
        message.set(0);
        BitSet expected = new BitSet(); // x^4 and its remainder x + 1 by the generator x^4 + x + 1
        expected.set(4);
        expected.set(1);
        expected.set(0);
        assertEquals(expected, new BchCode(4, 1).encode(message));
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "8, 30", "9, 91", "10, 187", "11, 300"})
    void correctsEveryNumberOfErrorsUpToItsBound(int degree, int correctable) {
        BchCode code = new BchCode(degree, correctable);
        Random random = new Random(degree);
        for (int errors : new int[] {0, 1, correctable / 2, correctable - 1, correctable}) {
            BitSet message = randomBits(random, code.dimension());
            BitSet word = code.encode(message);
            BitSet received = withErrors(word, errors, code.length(), random);
            assertEquals(Optional.of(word), code.correct(received), errors + " errors");
            assertEquals(message, code.message(word));
        }
    }

    @Test
    void givesNothingForWordsFarFromEveryCodeword() {
        BchCode code = new BchCode(10, 187);
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            assertFalse(code.correct(randomBits(random, code.length())).isPresent());
        }
    }

    @Test
    void oneErrorTooManyNeverGivesTheWordBack() {
        BchCode code = new BchCode(9, 58);
        Random random = new Random(4);
        BitSet word = code.encode(randomBits(random, code.dimension()));
        for (int i = 0; i < 20; i++) {
            Optional<BitSet> corrected = code.correct(withErrors(word, 59, code.length(), random));
            assertTrue(corrected.isEmpty() || !corrected.get().equals(word));
        }
    }

    @Test
    void refusesParametersThatLeaveNoMessage() {
        assertThrows(IllegalArgumentException.class, () -> new BchCode(4, 8));
        assertThrows(IllegalArgumentException.class, () -> new BchCode(12, 5));
        assertThrows(IllegalArgumentException.class, () -> new BchCode(8, 0));
    }

    static BitSet randomBits(Random random, int length) {
        BitSet bits = new BitSet(length);
        for (int i = 0; i < length; i++) {
            bits.set(i, random.nextBoolean());
        }
        return bits;
    }

    static BitSet withErrors(BitSet word, int errors, int length, Random random) {
        BitSet wrong = new BitSet(length);
        while (wrong.cardinality() < errors) {
            wrong.set(random.nextInt(length));
        }
        BitSet received = (BitSet) word.clone();
        received.xor(wrong);
        return received;
    }
}
