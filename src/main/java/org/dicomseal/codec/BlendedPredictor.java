package org.dicomseal.codec;

import java.util.Arrays;

/**
 * Predicts a sample by a blend of simple predictors. Each counts by how well it did on the samples around: its weight falls with
 * a power of its recent absolute errors. One of them is a linear predictor that learns by normalised least mean squares.
 */
final class BlendedPredictor {

    /** Bits after the point of a prediction. */
    static final int FRACTION = 4;
    static final int HALF = 1 << FRACTION - 1;
    static final int MOST_REFERENCES = 2;

    private static final int PLAIN = 11;
    private static final int PER_REFERENCE = 5;
    private static final int LEARNER = PLAIN + PER_REFERENCE * MOST_REFERENCES;
    private static final int MOST = LEARNER + 1;
    private static final int SHARPNESS = 4;
    private static final int WEIGHT_BITS = 16;
    private static final int[] WEIGHT = new int[LogScale.BINS];

    static {
        for (int d = 0; d < WEIGHT.length; d++) {
            // 2 to the power of -SHARPNESS/8 a bin, by exact integer steps: 8 bins halve SHARPNESS times
            WEIGHT[d] = weight(d * SHARPNESS);
        }
    }

    private final OnlineRegression learner = new OnlineRegression(14);
    private final int[] value = new int[MOST];
    /** Absolute errors of the row at work, {@link #MOST} for each sample, and of the row above. */
    private int[] errorRow = new int[0];
    private int[] errorUp = new int[0];
    private int width;
    private int used;
    private Plane[] references;
    private int y;
    /** Whether anything was noted in the row at work and the one above: elsewhere all errors are 0. */
    private boolean learnt;
    private boolean learntAbove;
    private int referenceActivity;
    private final int[] taps = new int[14];

    /** 2^16 times 2^(-eighths/8), from a table of one octave. */
    private static int weight(int eighths) {
        int[] octave = {65536, 60097, 55109, 50535, 46341, 42495, 38968, 35734};
        int shift = eighths >> 3;
        return shift > WEIGHT_BITS ? 0 : octave[eighths & 7] >> shift;
    }

    void start(int planeWidth, Plane... referencePlanes) {
        references = referencePlanes;
        learnt = false;
        learntAbove = false;
        width = planeWidth;
        int length = MOST * (width + 2 * Neighbours.MARGIN);
        errorRow = new int[length];
        errorUp = new int[length];
    }

    void openRow(int row) {
        y = row;
    }

    /** The prediction, in units of 2^-4. */
    int predict(int[] row, int[] n1, int[] n2, int x) {
        int i = x + Neighbours.MARGIN;
        int w = row[i - 1];
        int ww = row[i - 2];
        int n = n1[i];
        int nw = n1[i - 1];
        int ne = n1[i + 1];
        int nee = n1[i + 2];
        int nn = n2[i];
        int nne = n2[i + 1];
        int[] p = value;
        p[0] = w;
        p[1] = n;
        p[2] = w + n - nw;
        p[3] = n + ne - nne;
        p[4] = w + ne - n;
        p[5] = (2 * (w + n) + ne - nw + 2) >> 2;
        p[6] = Math.max(Math.min(w, n), Math.min(Math.max(w, n), w + n - nw));
        p[7] = (3 * w + 3 * n + ne + nw + ww + nn + 5) / 10;
        p[8] = (w + ne + 1) >> 1;
        p[9] = 2 * n - nn;
        p[10] = (2 * w + 2 * ne - nee + n + 2) >> 2;
        used = PLAIN;
        int base = p[5];
        int[] t = taps;
        t[0] = w - base;
        t[1] = n - base;
        t[2] = nw - base;
        t[3] = ne - base;
        t[4] = ww - base;
        t[5] = nn - base;
        t[6] = nne - base;
        t[7] = nee - base;
        t[8] = n2[i - 1] - base;
        t[9] = n1[i - 2] - base;
        int tap = 10;
        referenceActivity = 0;
        for (Plane reference : references) {
            tap = refer(reference, x, w, n, nw, ne, t, tap);
        }
        for (; tap < t.length; tap++) {
            t[tap] = 0;
        }
        p[used++] = learner.predict(base, t);
        return blend(i);
    }

    private int refer(Plane plane, int x, int w, int n, int nw, int ne, int[] t, int tap) {
        char[] r = plane.samples();
        int at = y * width + x;
        int here = r[at];
        int left = x > 0 ? r[at - 1] : y > 0 ? r[at - width] : here;
        int right = x < width - 1 ? r[at + 1] : here;
        int up = y > 0 ? r[at - width] : left;
        int upLeft = y > 0 && x > 0 ? r[at - width - 1] : up;
        int[] p = value;
        p[used++] = w + here - left;
        p[used++] = n + here - up;
        p[used++] = w + n - nw + here - left - up + upLeft;
        p[used++] = here;
        p[used++] = here + (w - left + n - up >> 1);
        t[tap++] = here - left;
        t[tap++] = here - up;
        referenceActivity += Math.abs(here - left) + Math.abs(here - up) + Math.abs(right - here);
        return tap;
    }

    /** How much the reference planes change here. */
    int referenceActivity() {
        return referenceActivity;
    }

    private int blend(int i) {
        int[] row = errorRow;
        int[] up = errorUp;
        int at = i * MOST;
        int least = Integer.MAX_VALUE;
        int[] bins = bin;
        for (int p = 0; p < used; p++) {
            int k = at + p;
            int errors = 2 * row[k - MOST] + row[k - 2 * MOST] + 2 * up[k] + up[k - MOST] + up[k + MOST];
            int b = LogScale.bin(errors);
            bins[p] = b;
            least = Math.min(least, b);
        }
        long sum = 0;
        long total = 0;
        for (int p = 0; p < used; p++) {
            int weight = WEIGHT[bins[p] - least];
            total += weight;
            sum += (long) weight * value[p];
        }
        return (int) (((sum << FRACTION) + (total >> 1)) / total);
    }

    private final int[] bin = new int[MOST];

    /** Tells the sample that was predicted last. */
    void learn(int sample, int x) {
        int at = (x + Neighbours.MARGIN) * MOST;
        for (int p = 0; p < used; p++) {
            errorRow[at + p] = Math.abs(sample - value[p]);
        }
        learner.learn(sample);
        learnt = true;
    }

    void closeRow() {
        int end = (width + Neighbours.MARGIN) * MOST;
        for (int k = 0; k < 2; k++) {
            System.arraycopy(errorRow, end - MOST, errorRow, end + k * MOST, MOST);
        }
        int[] spare = errorUp;
        errorUp = errorRow;
        errorRow = spare;
        if (learntAbove) {
            Arrays.fill(errorRow, 0);
        }
        for (int k = 1; k <= 2; k++) {
            System.arraycopy(errorUp, Neighbours.MARGIN * MOST, errorRow, (Neighbours.MARGIN - k) * MOST, MOST);
        }
        learntAbove = learnt;
        learnt = false;
    }
}
