package org.dicomseal.watermark;

import java.util.Arrays;

/**
 * The values that occur in those pixels of a region that no mark moves, ranked. A mark moves a pixel from one used value to the next,
 * so an image on a lattice (every 16th value, or a rescaled one with holes) stays on it; and since the pixels that are
 * counted never move, the reader of a marked frame finds the same values.
 *
 * <p>Where the distance between two used values is too large for a move to be invisible, the ranks fall apart into runs: no value is
 * moved from one run to another.
 */
final class UsedValues {

    /** A move may be this many times as far as half of the pixels could go. */
    private static final int REACH = 2;

    /** With fewer pixels a used value than this, most of the values that an image of this kind takes are not among the counted ones. */
    private static final long MANY = 4;

    private final int first;
    private final char[] rankOf;
    private final int[] valueOf;
    private final int[] runLow;
    private final int[] runHigh;

    /**
     * @param counted    how often each value occurs
     * @param padding    the first value that is padding
     * @param paddingEnd the value after the last that is padding
     */
    UsedValues(ValueCounts counted, int padding, int paddingEnd) {
        int low = Math.min(counted.low, counted.counts.length - 1);
        int high = Math.max(low, counted.high);
        first = low;
        int[] within = Arrays.copyOfRange(counted.counts, low, high + 1);
        boolean[] taken = used(within);
        for (int value = Math.max(low, padding); value < Math.min(paddingEnd, high + 1); value++) {
            taken[value - low] = false;
        }
        int used = 0;
        rankOf = new char[within.length];
        for (int i = 0; i < within.length && used < Character.MAX_VALUE; i++) {
            if (taken[i]) {
                rankOf[i] = (char) ++used;
            }
        }
        valueOf = new int[used + 1];
        runLow = new int[used + 1];
        runHigh = new int[used + 1];
        for (int i = 0; i < within.length; i++) {
            valueOf[rankOf[i]] = i + first;
        }
        findRuns(REACH * typicalStep(within));
    }

    private void findRuns(int reach) {
        for (int low = 1, high; low < valueOf.length; low = high + 1) {
            high = low;
            while (high < valueOf.length - 1 && valueOf[high + 1] - valueOf[high] <= reach) {
                high++;
            }
            Arrays.fill(runLow, low, high + 1, low);
            Arrays.fill(runHigh, low, high + 1, high);
        }
    }

    /** The values that occur; where there are too few pixels to tell, all of the lattice that they lie on. */
    private static boolean[] used(int[] counts) {
        boolean[] used = new boolean[counts.length];
        long pixels = 0;
        int values = 0;
        for (int i = 0; i < counts.length; i++) {
            used[i] = counts[i] > 0;
            pixels += counts[i];
            values += used[i] ? 1 : 0;
        }
        if (pixels < MANY * values) {
            int stride = stride(used);
            for (int i = 0; i < used.length - 1; i += stride) {
                used[i] = true;
            }
        }
        return used;
    }

    /** The greatest distance from the first value of which all distances are multiples. */
    private static int stride(boolean[] used) {
        int stride = 0;
        for (int i = 1; i < used.length && stride != 1; i++) {
            stride = used[i] ? gcd(i, stride) : stride;
        }
        return Math.max(1, stride);
    }

    private static int gcd(int a, int b) {
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /** The distance to the next used value that half of the pixels don't exceed. */
    private int typicalStep(int[] counts) {
        int[] pixelsByStep = new int[counts.length + 1];
        long pixels = 0;
        for (int rank = 1; rank < valueOf.length - 1; rank++) {
            int count = counts[valueOf[rank] - first];
            pixelsByStep[valueOf[rank + 1] - valueOf[rank]] += count;
            pixels += count;
        }
        long sum = 0;
        int step = 0;
        while (2 * sum < pixels) {
            sum += pixelsByStep[++step];
        }
        return Math.max(1, step);
    }

    /**
     * The ranks of some values: 1 to the number of used values; 0 for a value that isn't used, and for {@link SamplePlane#NONE}.
     *
     * @param from index of the first value
     */
    void rank(int[] values, int from, int count, int[] ranks) {
        for (int i = 0; i < count; i++) {
            int at = values[from + i] - first;
            ranks[i] = at < 0 || at >= rankOf.length ? 0 : rankOf[at];
        }
    }

    int value(int rank) {
        return valueOf[rank];
    }

    /** The least rank of the run that a rank is in. */
    int runLow(int rank) {
        return runLow[rank];
    }

    /** The greatest rank of the run that a rank is in. */
    int runHigh(int rank) {
        return runHigh[rank];
    }

    /** True if all ranks, from 1 on, are one run. */
    boolean isOneRun() {
        return runLow.length > 1 && runLow[runLow.length - 1] == 1;
    }

    /** How many ranks the longest run has. */
    int longestRun() {
        int longest = 0;
        for (int rank = 1; rank < runLow.length; rank++) {
            longest = Math.max(longest, runHigh[rank] - runLow[rank] + 1);
        }
        return longest;
    }

    /** By rank, the least rank of its run. */
    int[] runLows() {
        return runLow;
    }

    /** By rank, the greatest rank of its run. */
    int[] runHighs() {
        return runHigh;
    }

    /** Distance between the least and the greatest used value. */
    int span() {
        return valueOf.length < 2 ? 0 : valueOf[valueOf.length - 1] - valueOf[1];
    }
}
