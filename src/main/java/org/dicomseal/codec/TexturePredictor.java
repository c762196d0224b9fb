package org.dicomseal.codec;

import java.util.Arrays;

/**
 * A linear predictor per texture class: {@link #LEVELS} levels of energy times three directions, and a class for a strip's first
 * row. Coefficients are whole numbers in units of 2^-10 and sum to 1, so a class is given by those of all but the left neighbour. If the
 * plane is compared with another, that one's samples are neighbours, too, the last ones.
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
    static final int NEAR = 0;
    static final int FAR = STRIDE - 1;
    private static final long HALF = (long) (ONE / 2) << 32;

    final ActivityScale energies;
    /** For each class the coefficients of the neighbours, in {@link #DX}'s order, then in that of {@link ReferenceRows#DX} if compared. */
    final int[][] coefficients;

    private final int[] thresholds;
    /** {@link #STRIDE} pairs for each class: at {@link #NEAR} that of the two nearest samples on the left, at {@link #FAR} of the two beyond. */
    final long[] paired = new long[CLASSES * STRIDE];
    /** {@link ReferenceRows#STRIDE} pairs for each class; none if the plane isn't compared. */
    private final long[] pairedWithReference;

    TexturePredictor(ActivityScale energies, int[][] coefficients) {
        this.energies = energies;
        this.coefficients = coefficients;
        thresholds = energies.thresholds(LEVELS);
        for (int c = 0; c < CLASSES; c++) {
            pack(c, coefficients[c]);
        }
        pairedWithReference = new long[compares() ? CLASSES * ReferenceRows.STRIDE : 0];
        for (int c = 0; c < TRAINED && compares(); c++) {
            packReference(c, coefficients[c]);
        }
    }

    /** Whether it needs a plane to compare with. */
    boolean compares() {
        return coefficients[0].length > TAPS;
    }

    /** The class of each level of energy whose direction is 0. */
    static int[] firstClasses() {
        int[] first = new int[LEVELS];
        Arrays.setAll(first, level -> level * DIRECTIONS);
        return first;
    }

    /** The coefficients of a class whose prediction is its left neighbour. */
    static int[] leftOnly(int taps) {
        int[] coefficients = new int[taps];
        coefficients[0] = ONE;
        return coefficients;
    }

    private void pack(int c, int[] f) {
        paired[c * STRIDE] = pair(f[1], f[0]);
        for (int k = 1; k < STRIDE; k++) {
            paired[c * STRIDE + k] = pair(f[2 * k], f[2 * k + 1]);
        }
    }

    private void packReference(int c, int[] f) {
        for (int k = 0; k < ReferenceRows.STRIDE; k++) {
            pairedWithReference[c * ReferenceRows.STRIDE + k] = pair(f[TAPS + 2 * k], f[TAPS + 2 * k + 1]);
        }
    }

    /**
     * Two coefficients in a long, such that times a pair of samples, the left one in the lower half, the sum of both products
     * stands in the upper half. (What spills over from the lower half is the same for whoever adds the same pairs.)
     */
    private static long pair(int left, int right) {
        return ((long) left << 32) + right;
    }

    /** Says for a part of the row at work where in {@link #paired} each sample's coefficients begin. */
    private void classify(RowWindow window, int from, int end, int[] to) {
        int[] t = thresholds;
        classify(window.energy, window.direction, t[0], t[1], t[2], t[3], t[4], t[5], t[6], RowWindow.MARGIN + from, RowWindow.MARGIN + end, to);
    }

    private static void classify(int[] energy, int[] direction, int t0, int t1, int t2, int t3, int t4, int t5, int t6, int from, int end,
                                 int[] to) {
        for (int i = from; i < end; i++) {
            int e = energy[i];
            int level = (t0 - e >>> 31) + (t1 - e >>> 31) + (t2 - e >>> 31) + (t3 - e >>> 31) + (t4 - e >>> 31) + (t5 - e >>> 31)
                    + (t6 - e >>> 31);
            to[i] = DIRECTIONS * STRIDE * level + STRIDE * direction[i];
        }
    }

    /**
     * The residuals of a row whose samples are all known, in its live part.
     *
     * @param reference rows to compare with; null unless this predictor {@link #compares}
     */
    void residuals(RowWindow window, ReferenceRows reference, boolean firstOfStrip, int live, int end, int max, int[] residual, int from) {
        if (firstOfStrip) {
            firstRow(window.row, window.width, residual, from);
            return;
        }
        classify(window, live, end, window.texture);
        if (reference == null) {
            residuals(window.row, window.pairs0, window.pairs1, window.pairs2, window.pairs3, window.texture, paired, max, live, end, residual,
                    from);
        } else {
            long[] sums = reference.sums(from / window.width, window.texture, pairedWithReference, live, end);
            residuals(window.row, window.pairs0, window.pairs1, window.pairs2, window.pairs3, window.texture, paired, sums, max, live, end,
                    residual, from);
        }
    }

    private static void firstRow(int[] row, int width, int[] residual, int from) {
        for (int x = 0; x < width; x++) {
            residual[from + x] = row[x + 4] - row[x + 3];
        }
    }

    private static void residuals(int[] row, long[] pairs0, long[] pairs1, long[] pairs2, long[] pairs3, int[] texture, long[] c, int max,
                                  int live, int end, int[] residual, int from) {
        for (int x = live; x < end; x++) {
            int k = texture[x + 4];
            long sum = HALF + pairs0[x] * c[k + 7] + pairs0[x + 2] * c[k]
                    + pairs1[x + 2] * c[k + 1] + pairs1[x + 4] * c[k + 2] + pairs1[x + 6] * c[k + 3]
                    + pairs2[x + 3] * c[k + 4] + pairs2[x + 5] * c[k + 5] + pairs3[x + 4] * c[k + 6];
            residual[from + x] = row[x + 4] - Math.min(Math.max((int) (sum >> 32 + FRACTION), 0), max);
        }
    }

    private static void residuals(int[] row, long[] pairs0, long[] pairs1, long[] pairs2, long[] pairs3, int[] texture, long[] c, long[] sums,
                                  int max, int live, int end, int[] residual, int from) {
        for (int x = live; x < end; x++) {
            int k = texture[x + 4];
            long sum = HALF + sums[x] + pairs0[x] * c[k + 7] + pairs0[x + 2] * c[k]
                    + pairs1[x + 2] * c[k + 1] + pairs1[x + 4] * c[k + 2] + pairs1[x + 6] * c[k + 3]
                    + pairs2[x + 3] * c[k + 4] + pairs2[x + 5] * c[k + 5] + pairs3[x + 4] * c[k + 6];
            residual[from + x] = row[x + 4] - Math.min(Math.max((int) (sum >> 32 + FRACTION), 0), max);
        }
    }

    /**
     * What the rows above say about the samples of the row at work, and the reference; and where in {@link #paired} the coefficients begin
     * that are left for their own row, in the window's texture.
     *
     * @param reference rows to compare with; null unless this predictor {@link #compares}
     * @param y         the row at work
     * @param sums      to fill, in units of 2^-42, rounding included
     */
    void fromAbove(RowWindow window, ReferenceRows reference, int y, boolean firstOfStrip, long[] sums) {
        if (firstOfStrip) {
            Arrays.fill(sums, 0, window.width, HALF);
            Arrays.fill(window.texture, RowWindow.MARGIN, RowWindow.MARGIN + window.width, FIRST_ROW * STRIDE);
        } else {
            int live = window.liveFrom(1);
            int end = window.liveEnd(1);
            classify(window, live, end, window.texture);
            fromAbove(window.pairs1, window.pairs2, window.pairs3, window.texture, paired, live, end, sums);
            still(window, 0, live, sums);
            still(window, end, window.width, sums);
            if (reference != null) {
                add(reference.sums(y, window.texture, pairedWithReference, 0, window.width), window.width, sums);
            }
        }
    }

    private static void add(long[] sums, int width, long[] to) {
        for (int x = 0; x < width; x++) {
            to[x] += sums[x];
        }
    }

    /** The same where the rows above are of one value. */
    private void still(RowWindow window, int from, int end, long[] sums) {
        if (from < end) {
            int own = STRIDE * (DIRECTIONS * energies.levelOfBin[0] + RowWindow.direction(0, 0));
            long coefficients = 0;
            for (int k = 1; k < STRIDE - 1; k++) {
                coefficients += paired[own + k];
            }
            Arrays.fill(sums, from, end, HALF + window.pairs1[RowWindow.MARGIN + from] * coefficients);
            Arrays.fill(window.texture, RowWindow.MARGIN + from, RowWindow.MARGIN + end, own);
        }
    }

    private static void fromAbove(long[] pairs1, long[] pairs2, long[] pairs3, int[] texture, long[] c, int live, int end, long[] sums) {
        for (int x = live; x < end; x++) {
            int k = texture[x + 4];
            sums[x] = HALF
                    + pairs1[x + 2] * c[k + 1] + pairs1[x + 4] * c[k + 2] + pairs1[x + 6] * c[k + 3]
                    + pairs2[x + 3] * c[k + 4] + pairs2[x + 5] * c[k + 5] + pairs3[x + 4] * c[k + 6];
        }
    }
}
