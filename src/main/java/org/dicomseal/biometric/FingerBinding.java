package org.dicomseal.biometric;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Features of a finger bound to a random message: random projection, most reliable bits, fuzzy commitment. */
final class FingerBinding {

    private static final int SUMS = 2046;
    private static final int CODE_DEGREE = 10;
    private static final int CORRECTABLE = 175;

    private final BchCode code = new BchCode(CODE_DEGREE, CORRECTABLE);
    private final FuzzyCommitment commitment = new FuzzyCommitment(code);

    private FingerBinding() {
    }

    /** BCH (1023, 101): opens up to 175 wrong bits, 17.1 %. The message has 101 bits, far more than a finger is worth. */
    static FingerBinding standard() {
        return new FingerBinding();
    }

    /** What binding gives; the message is the secret part. */
    record Bound(int[] positions, BitSet helper, BitSet message) {
    }

    int bits() {
        return code.length();
    }

    /** The share of wrong bits that still opens. */
    double tolerance() {
        return (double) code.correctable() / code.length();
    }

    Bound bind(List<float[]> impressions, byte[] seed, SecureRandom random) {
        BitProjection projection = new BitProjection(seed, SUMS);
        ReliableBits chosen = ReliableBits.choose(impressions.stream().map(projection::apply).toList(), code.length());
        FuzzyCommitment.Committed committed = commitment.commit(chosen.bits(), random);
        return new Bound(chosen.positions(), committed.helper(), committed.message());
    }

    Optional<BitSet> open(int[] positions, BitSet helper, float[] features, byte[] seed) {
        BitSet word = ReliableBits.read(positions, new BitProjection(seed, SUMS).apply(features));
        return commitment.open(helper, word);
    }

    /** The indices of impressions that wouldn't open what they were bound with. */
    List<Integer> notOpening(Bound bound, List<float[]> impressions, byte[] seed) {
        List<Integer> closed = new ArrayList<>();
        for (int i = 0; i < impressions.size(); i++) {
            Optional<BitSet> message = open(bound.positions(), bound.helper(), impressions.get(i), seed);
            if (message.isEmpty() || !message.get().equals(bound.message())) {
                closed.add(i);
            }
        }
        return closed;
    }

    /** The sums of features, before any are chosen; for evaluation. */
    float[] sums(float[] features, byte[] seed) {
        return new BitProjection(seed, SUMS).apply(features);
    }

    /** The reliable bits alone, from sums; for evaluation. */
    ReliableBits choose(List<float[]> sums) {
        return ReliableBits.choose(sums, code.length());
    }

    /** The share of the chosen bits that differ, 0 to 1; for evaluation. */
    double distance(ReliableBits enrolled, float[] sums) {
        BitSet word = ReliableBits.read(enrolled.positions(), sums);
        word.xor(enrolled.bits());
        return (double) word.cardinality() / code.length();
    }
}
