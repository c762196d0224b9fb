package org.dicomseal.watermark.trace;

/**
 * The soft bits of a picture's carriers for one position of the pattern, and what they decode to.
 *
 * <p>Without a mark, whatever the picture, the soft bits of different carriers are independent and symmetric, since the key's dithers are
 * independent and uniform. For one code word their signed sum S then has P(S &gt; t) at most exp(-t^2 / (2 v)), where v adds up the
 * sub-Gaussian variances of all soft bits: r^2 / 2 for r times the cosine of a uniform phase (its moments are I0(rs), at most
 * exp(r^2 s^2 / 4)), r^2 for any symmetric one of size at most r (Hoeffding, J. Am. Stat. Assoc. 58, 1963). Times the number of
 * hypotheses, that bounds a false alarm.
 */
final class SoftBits {

    private final double[] variance = new double[Strength.count()];
    private final double[][] bits = new double[Strength.count()][ConvolutionalCode.CODE_BITS];

    /**
     * Adds the soft bit of a carrier to every strength that uses it; once for each carrier.
     *
     * @param softBit  positive for a zero
     * @param variance its sub-Gaussian variance without a mark
     */
    void add(TracePattern pattern, int carrier, double softBit, double variance) {
        for (int strength = 0; strength <= pattern.weakest(carrier); strength++) {
            bits[strength][pattern.codeBit(carrier)] += softBit;
            this.variance[strength] += variance;
        }
    }

    /**
     * The likeliest message over all strengths.
     *
     * @param logHypotheses natural logarithm of how many messages, positions and strengths are tried in all, over the permitted
     *                      probability of a false alarm
     */
    TraceReading decode(double logHypotheses, int left, int top) {
        TraceReading best = null;
        for (int strength = 0; strength < bits.length; strength++) {
            int message = ConvolutionalCode.decode(bits[strength]);
            byte[] word = ConvolutionalCode.encode(message);
            double threshold = Math.sqrt(2 * logHypotheses * variance[strength]);
            TraceReading reading = new TraceReading(message, score(word, strength), threshold, left, top);
            best = best == null || reading.isBetterThan(best) ? reading : best;
        }
        return best;
    }

    /** The signed sum of the soft bits for a code word. */
    double score(byte[] word, int strength) {
        double score = 0;
        for (int i = 0; i < word.length; i++) {
            score += word[i] * bits[strength][i];
        }
        return score;
    }

    /** The sum of the variance bounds of the soft bits that a strength uses. */
    double variance(int strength) {
        return variance[strength];
    }
}
