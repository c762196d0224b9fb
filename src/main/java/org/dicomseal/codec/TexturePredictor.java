package org.dicomseal.codec;

import java.util.Arrays;

/**
 * A linear predictor per texture class: {@link #LEVELS} levels of energy times three directions, and a class for a strip's first
 * row. Coefficients are whole numbers in units of 2^-10 and sum to 1, so a class is given by those of all but the left neighbour.
 */
final class TexturePredictor {

    static final int LEVELS = 8;
    static final int DIRECTIONS = 3;
    static final int TRAINED = LEVELS * DIRECTIONS;
    /** The class that predicts the left neighbour's value. */
    static final int FIRST_ROW = TRAINED;
    static final int CLASSES = TRAINED + 1;

    static final int FRACTION = 10;
    static final int ONE = 1 << FRACTION;

    /**
     * Columns from the sample to each of its neighbours: two in its row, six in the row above, four in the one above that, two in
     * the third, and two more in its own. */
    static final int[] DX = {-1, -2, -2, -1, 0, 1, 2, 3, -1, 0, 1, 2, 0, 1, -4, -3};
    /** Rows up to each of them. */
    static final int[] DY = {0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 0, 0};
    static final int TAPS = DX.length;

    /** Pairs of neighbours, and of their coefficients in each class. */
    private static final int STRIDE = TAPS / 2;
    private static final long HALF = (long) (ONE / 2) << 32;

    final ActivityScale energies;
    /** For each class the coefficients of the neighbours, in {@link #DX}'s order. */
    final int[][] coefficients;

    private final int[] classOfEnergy;
    private final long[][] paired = new long[CLASSES][STRIDE];

    TexturePredictor(ActivityScale energies, int[][] coefficients) {
        this.energies = energies;
        this.coefficients = coefficients;
        classOfEnergy = energies.table(firstClasses());
        for (int c = 0; c < CLASSES; c++) {
            pack(c, coefficients[c]);
        }
    }

    /** The class of each level of energy whose direction is 0. */
    static int[] firstClasses() {
        int[] first = new int[LEVELS];
        Arrays.setAll(first, level -> level * DIRECTIONS);
        return first;
    }

    /** The coefficients of a class whose prediction is its left neighbour. */
    static int[] leftOnly() {
        int[] coefficients = new int[TAPS];
        coefficients[0] = ONE;
        return coefficients;
    }

    private void pack(int c, int[] f) {
        paired[c][0] = pair(f[1], f[0]);
        for (int k = 1; k < STRIDE; k++) {
            paired[c][k] = pair(f[2 * k], f[2 * k + 1]);
        }
    }

    /**
     * Two coefficients in a long, such that times a pair of samples, the left one in the lower half, the sum of both products
     * stands in the upper half. (What spills over from the lower half is the same for whoever adds the same pairs.)
     */
    private static long pair(int left, int right) {
        return ((long) left << 32) + right;
    }

    /** The residuals of a row whose samples are all known, in its live part. */
    void residuals(RowWindow window, boolean firstOfStrip, int live, int end, int max, int[] residual, int from) {
        if (firstOfStrip) {
            firstRow(window.row, window.width, residual, from);
        } else {
            residuals(window.row, window.pairs0, window.pairs1, window.pairs2, window.pairs3, window.energy, window.direction, classOfEnergy,
                    energies.shift, paired, max, live, end, residual, from);
        }
    }

    private static void firstRow(int[] row, int width, int[] residual, int from) {
        for (int x = 0; x < width; x++) {
            residual[from + x] = row[x + 4] - row[x + 3];
        }
    }

    private static void residuals(int[] row, long[] pairs0, long[] pairs1, long[] pairs2, long[] pairs3, int[] energy, int[] direction,
                                  int[] table, int shift, long[][] paired, int max, int live, int end, int[] residual, int from) {
        for (int x = live; x < end; x++) {
            long[] c = paired[table[Math.min(energy[x + 4] >> shift, ActivityScale.TABLE - 1)] + direction[x + 4]];
            long sum = HALF + pairs0[x] * c[7] + pairs0[x + 2] * c[0]
                    + pairs1[x + 2] * c[1] + pairs1[x + 4] * c[2] + pairs1[x + 6] * c[3]
                    + pairs2[x + 3] * c[4] + pairs2[x + 5] * c[5] + pairs3[x + 4] * c[6];
            residual[from + x] = row[x + 4] - Math.min(Math.max((int) (sum >> 32 + FRACTION), 0), max);
        }
    }

    /** What the rows above say about the samples of the row at work, and which coefficients are left for their own row. */
    void fromAbove(RowWindow window, boolean firstOfStrip, Partial partial) {
        if (firstOfStrip) {
            Arrays.fill(partial.sum, 0, window.width, HALF);
            Arrays.fill(partial.near, 0, window.width, paired[FIRST_ROW][0]);
            Arrays.fill(partial.far, 0, window.width, 0);
        } else {
            int live = window.liveFrom(1);
            int end = window.liveEnd(1);
            fromAbove(window.pairs1, window.pairs2, window.pairs3, window.energy, window.direction, classOfEnergy, energies.shift, paired,
                    live, end, partial.sum, partial.near, partial.far);
            still(window, 0, live, partial);
            still(window, end, window.width, partial);
        }
    }

    /** The same where the rows above are of one value. */
    private void still(RowWindow window, int from, int end, Partial partial) {
        if (from < end) {
            long[] own = paired[classOfEnergy[0] + RowWindow.direction(0, 0)];
            long coefficients = 0;
            for (int k = 1; k < STRIDE - 1; k++) {
                coefficients += own[k];
            }
            Arrays.fill(partial.sum, from, end, HALF + window.pairs1[RowWindow.MARGIN + from] * coefficients);
            Arrays.fill(partial.near, from, end, own[0]);
            Arrays.fill(partial.far, from, end, own[STRIDE - 1]);
        }
    }

    private static void fromAbove(long[] pairs1, long[] pairs2, long[] pairs3, int[] energy, int[] direction, int[] table, int shift,
                                  long[][] paired, int live, int end, long[] sum, long[] near, long[] far) {
        for (int x = live; x < end; x++) {
            long[] c = paired[table[Math.min(energy[x + 4] >> shift, ActivityScale.TABLE - 1)] + direction[x + 4]];
            far[x] = c[7];
            near[x] = c[0];
            sum[x] = HALF
                    + pairs1[x + 2] * c[1] + pairs1[x + 4] * c[2] + pairs1[x + 6] * c[3]
                    + pairs2[x + 3] * c[4] + pairs2[x + 5] * c[5] + pairs3[x + 4] * c[6];
        }
    }

    /** Predictions of a row, as far as they can be made before the row is known. */
    static final class Partial {

        /** The sum from the rows above, in units of 2^-42, rounding included. */
        final long[] sum;
        /** The paired coefficients of the two nearest samples on the left, and of the two beyond. */
        final long[] near;
        final long[] far;

        Partial(int width) {
            sum = new long[width];
            near = new long[width];
            far = new long[width];
        }
    }
}
