package org.dicomseal.biometric;

import java.security.SecureRandom;
import java.util.BitSet;
import java.util.Optional;

/**
 * Code-offset fuzzy commitment (Juels and Wattenberg, CCS 1999): a random codeword hidden by a word of unreliable bits. Whoever has a word within
 * t bits gets the codeword's message back; the helper alone gives no more than length - dimension bits of the word away.
 */
final class FuzzyCommitment {

    /** What was hidden, and what to store for getting it back. */
    record Committed(BitSet helper, BitSet message) {
    }

    private final BchCode code;

    FuzzyCommitment(BchCode code) {
        this.code = code;
    }

    /** Hides a random message behind a word of the code's length. */
    Committed commit(BitSet word, SecureRandom random) {
        byte[] bytes = new byte[code.dimension() / 8 + 1];
        random.nextBytes(bytes);
        BitSet message = BitSet.valueOf(bytes).get(0, code.dimension());
        BitSet helper = code.encode(message);
        helper.xor(word);
        return new Committed(helper, message);
    }

    /** The message, if the word is near enough. A word that is too far gives nothing or, seldom, another message; so check what you unlock with it. */
    Optional<BitSet> open(BitSet helper, BitSet word) {
        BitSet noisy = (BitSet) helper.clone();
        noisy.xor(word);
        return code.correct(noisy).map(code::message);
    }
}
