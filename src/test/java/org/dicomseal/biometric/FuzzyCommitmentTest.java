package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FuzzyCommitmentTest {

    private final BchCode code = new BchCode(9, 91);
    private final FuzzyCommitment commitment = new FuzzyCommitment(code);
    private final Random random = new Random(1);
    private final BitSet word = BchCodeTest.randomBits(random, code.length());

    @Test
    void aNearWordOpensIt() {
        FuzzyCommitment.Committed committed = commitment.commit(word, new SecureRandom());
        BitSet near = BchCodeTest.withErrors(word, 91, code.length(), random);
        assertEquals(Optional.of(committed.message()), commitment.open(committed.helper(), near));
    }

    @Test
    void aFarWordDoesNot() {
        FuzzyCommitment.Committed committed = commitment.commit(word, new SecureRandom());
        for (int errors = 92; errors < 300; errors += 20) {
            BitSet far = BchCodeTest.withErrors(word, errors, code.length(), random);
            assertNotEquals(Optional.of(committed.message()), commitment.open(committed.helper(), far));
        }
    }

    @Test
    void everyCommitmentHidesAnotherMessage() {
        FuzzyCommitment.Committed first = commitment.commit(word, new SecureRandom());
        FuzzyCommitment.Committed second = commitment.commit(word, new SecureRandom());
        assertNotEquals(first.message(), second.message());
        assertTrue(first.message().length() <= code.dimension());
    }
}
