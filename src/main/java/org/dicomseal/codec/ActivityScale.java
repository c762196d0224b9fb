package org.dicomseal.codec;

import java.util.Arrays;

/**
 * Sorts activities (sums of absolute differences) into a few levels by thresholds on the logarithmic scale. A table over the
 * activity, shifted to fit it, answers at one look; activities past its end are of the top level.
 */
final class ActivityScale {

    static final int TABLE = 4096;
    static final int MAX_SHIFT = 12;

    final int shift;
    /** For each bin its level; never falls. */
    final byte[] levelOfBin;

    ActivityScale(int shift, byte[] levelOfBin) {
        this.shift = shift;
        this.levelOfBin = levelOfBin;
    }

    /** Levels that each hold about the same share of what was counted; the first takes the bins that no one else wants. */
    static byte[] quantiles(long[] countOfBin, int levels) {
        long total = Arrays.stream(countOfBin).sum();
        byte[] level = new byte[LogScale.BINS];
        long below = 0;
        for (int bin = 0; bin < LogScale.BINS; bin++) {
            level[bin] = (byte) Math.min(levels - 1, below * levels / Math.max(1, total));
            below += countOfBin[bin];
        }
        return level;
    }

    /** The least shift that leaves room in the table for all but a fiftieth of what was counted. */
    static int shiftFor(long[] countOfBin) {
        long above = Arrays.stream(countOfBin).sum() / 50;
        int bin = LogScale.BINS - 1;
        for (long seen = countOfBin[bin]; seen <= above && bin > 0; seen += countOfBin[bin]) {
            bin--;
        }
        int shift = 0;
        while (shift < MAX_SHIFT && LogScale.bin((TABLE << shift) - 1) <= bin) {
            shift++;
        }
        return shift;
    }

    /** For each level but the last the greatest activity that is in it or below it; the greatest number there is if all are. */
    int[] thresholds(int levels) {
        int[] thresholds = new int[levels - 1];
        Arrays.fill(thresholds, Integer.MAX_VALUE);
        for (int i = TABLE - 1; i >= 0; i--) {
            for (int level = 0; level < levelOfBin[LogScale.bin(i << shift)]; level++) {
                thresholds[level] = (i << shift) - 1;
            }
        }
        return thresholds;
    }

    /** For each activity, shifted right, a value that depends on its level. */
    int[] table(int[] valueOfLevel) {
        int[] table = new int[TABLE];
        for (int i = 0; i < TABLE; i++) {
            table[i] = valueOfLevel[levelOfBin[LogScale.bin(i << shift)]];
        }
        return table;
    }
}
