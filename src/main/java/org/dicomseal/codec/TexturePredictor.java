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

    /** Columns and rows from the sample to each of its neighbours: W WW WWW, NNW-row's five above, five two rows up, one three up. */
    static final int[] DX = {-1, -2, -3, -2, -1, 0, 1, 2, -2, -1, 0, 1, 2, 0};
    static final int[] DY = {0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3};
    static final int TAPS = DX.length;

    private static final int SINGLES = 4;
    private static final int PAIRS = 8;
    private static final int HALF = ONE / 2;

    final ActivityScale energies;
    /** For each class the coefficients of the neighbours, in {@link #DX}'s order. */
    final int[][] coefficients;

    private final int[] classOfEnergy;
    private final int[] single = new int[CLASSES * SINGLES];
    private final long[] paired = new long[CLASSES * PAIRS];

    TexturePredictor(ActivityScale energies, int[][] coefficients) {
        this.energies = energies;
        this.coefficients = coefficients;
        int[] firstClass = new int[LEVELS];
        Arrays.setAll(firstClass, level -> level * DIRECTIONS);
        classOfEnergy = energies.table(firstClass);
        for (int c = 0; c < CLASSES; c++) {
            pack(c, coefficients[c]);
        }
    }

    /** The coefficients of a class whose prediction is its left neighbour. */
    static int[] leftOnly() {
        int[] coefficients = new int[TAPS];
        coefficients[0] = ONE;
        return coefficients;
    }

    private void pack(int c, int[] f) {
        int s = c * SINGLES;
        single[s] = f[0];
        single[s + 1] = f[1];
        single[s + 2] = f[2];
        single[s + 3] = f[13];
        int p = c * PAIRS;
        paired[p] = pair(f[3], f[4]);
        paired[p + 1] = pair(f[5], f[6]);
        paired[p + 2] = pair(f[7], 0);
        paired[p + 3] = pair(f[8], f[9]);
        paired[p + 4] = pair(f[10], f[11]);
        paired[p + 5] = pair(f[12], 0);
    }

    /** Two coefficients in a long, such that times a pair of samples the sum of products stands in the upper half. */
    private static long pair(int first, int second) {
        return ((long) first << 32) + second;
    }

    /** Finds the class of each sample of the row at work, index 0 the first. */
    void classify(RowWindow window, boolean firstOfStrip, int[] classes) {
        if (firstOfStrip) {
            Arrays.fill(classes, 0, window.width, FIRST_ROW);
        } else {
            classify(window.energy, window.direction, classOfEnergy, energies.shift, window.width, classes);
        }
    }

    private static void classify(int[] energy, int[] direction, int[] table, int shift, int width, int[] classes) {
        for (int x = 0; x < width; x++) {
            int i = x + RowWindow.MARGIN;
            classes[x] = table[Math.min(energy[i] >> shift, ActivityScale.TABLE - 1)] + direction[i];
        }
    }

    /** The part of each prediction that comes from the rows above, rounding included. */
    void fromAbove(RowWindow window, int[] classes, int[] partial) {
        fromAbove(window.up3, window.pairs1, window.pairs2, classes, paired, single, window.width, partial);
    }

    private static void fromAbove(int[] up3, long[] pairs1, long[] pairs2, int[] classes, long[] paired, int[] single, int width,
                                  int[] partial) {
        for (int x = 0; x < width; x++) {
            int c = classes[x];
            int p = c * PAIRS;
            long sum = pairs1[x + 2] * paired[p] + pairs1[x + 4] * paired[p + 1] + pairs1[x + 6] * paired[p + 2]
                    + pairs2[x + 2] * paired[p + 3] + pairs2[x + 4] * paired[p + 4] + pairs2[x + 6] * paired[p + 5];
            partial[x] = (int) (sum >> 32) + up3[x + 4] * single[c * SINGLES + 3] + HALF;
        }
    }

    /** The residuals of a row whose samples are all known. */
    void residuals(RowWindow window, int[] classes, int[] partial, int max, int[] residual, int from) {
        residuals(window.row, classes, single, partial, max, window.width, residual, from);
    }

    private static void residuals(int[] row, int[] classes, int[] single, int[] partial, int max, int width, int[] residual,
                                  int from) {
        for (int x = 0; x < width; x++) {
            int s = classes[x] * SINGLES;
            int prediction = partial[x] + row[x + 3] * single[s] + row[x + 2] * single[s + 1] + row[x + 1] * single[s + 2] >> FRACTION;
            residual[from + x] = row[x + 4] - Math.min(Math.max(prediction, 0), max);
        }
    }

    /** For each class four coefficients: of the left neighbours one, two and three away, and of the one three rows up. */
    int[] left() {
        return single;
    }
}
