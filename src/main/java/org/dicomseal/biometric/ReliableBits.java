package org.dicomseal.biometric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Which bits of an enrolment are worth using, and what they are: those whose sums lie far from zero compared with how much they change between
 * the impressions. So a bit never hangs on rounding: what is chosen has a margin.
 *
 * @param positions of the chosen sums, ascending
 * @param bits      their signs at enrolment
 */
record ReliableBits(int[] positions, BitSet bits) {

    /** Keeps bits from being trusted for a small change by chance; in units of the sums' overall deviation. */
    private static final double FLOOR = 0.3;

    /**
     * Chooses.
     *
     * @param impressions the sums of each impression
     * @param count       how many to choose
     */
    static ReliableBits choose(List<float[]> impressions, int count) {
        int sums = impressions.get(0).length;
        double[] mean = new double[sums];
        double overall = 0;
        for (float[] impression : impressions) {
            for (int i = 0; i < sums; i++) {
                mean[i] += impression[i] / impressions.size();
                overall += (double) impression[i] * impression[i] / impressions.size() / sums;
            }
        }
        double[] reliability = new double[sums];
        for (int i = 0; i < sums; i++) {
            double variance = 0;
            for (float[] impression : impressions) {
                variance += (impression[i] - mean[i]) * (impression[i] - mean[i]) / impressions.size();
            }
            reliability[i] = Math.abs(mean[i]) / (Math.sqrt(variance) + FLOOR * Math.sqrt(overall));
        }
        Integer[] order = new Integer[sums];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -reliability[i]));
        int[] positions = Arrays.stream(order).limit(count).mapToInt(Integer::intValue).sorted().toArray();
        BitSet bits = new BitSet(count);
        for (int i = 0; i < count; i++) {
            bits.set(i, mean[positions[i]] > 0);
        }
        return new ReliableBits(positions, bits);
    }

    /** The chosen bits of another impression. */
    static BitSet read(int[] positions, float[] sums) {
        BitSet bits = new BitSet(positions.length);
        for (int i = 0; i < positions.length; i++) {
            bits.set(i, sums[positions[i]] > 0);
        }
        return bits;
    }
}
