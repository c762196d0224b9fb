package org.dicomseal.codec;

import java.util.Arrays;

/**
 * Fits the predictor of each texture class to a sample of the plane: some 14,000 places on evenly spread rows, weighted so that
 * edges and outliers don't rule. All arithmetic has a fixed order.
 */
final class PredictorTraining {

    private static final int SAMPLES = 14_000;
    private static final int ROWS = 64;
    private static final int LANES = 64;
    private static final int TAPS = TexturePredictor.TAPS;
    private static final double LARGEST = 3.9;
    private static final int LARGEST_SUM = 28 << TexturePredictor.FRACTION;
    /** A coefficient is a multiple of this in units of 2^-10: finer ones cost more than they bring. */
    static final int STEP = 4;

    private final Plane plane;
    private int count;
    private final int[] energy;
    private final byte[] direction;
    private final float[] weight;
    private final int[] place;
    /** From a sample's place in the plane to that of each neighbour. */
    private final int[] offset = new int[TAPS];

    private PredictorTraining(Plane plane) {
        this.plane = plane;
        int rows = rows();
        int most = rows * ((plane.width() + stride(rows) - 1) / stride(rows) + 1);
        energy = new int[most];
        direction = new byte[most];
        weight = new float[most];
        place = new int[most];
        Arrays.setAll(offset, t -> TexturePredictor.DX[t] - TexturePredictor.DY[t] * plane.width());
    }

    /** The predictor for a plane at least 16 samples wide and 8 high. */
    static TexturePredictor train(Plane plane) {
        PredictorTraining training = new PredictorTraining(plane);
        training.collect();
        return training.fit();
    }

    private int rows() {
        return Math.max(8, Math.min(plane.height() - 3, Math.min(ROWS, SAMPLES / Math.max(1, plane.width() / 4))));
    }

    private int stride(int rows) {
        return (int) Math.max(1, ((long) rows * plane.width() + SAMPLES - 1) / SAMPLES);
    }

    private void collect() {
        int rows = rows();
        int stride = stride(rows);
        int above = plane.height() - 3;
        for (int i = 0; i < rows && i < above; i++) {
            int y = 3 + (int) ((long) i * above / Math.min(rows, above));
            for (int x = 4 + i * 5 % stride; x < plane.width() - 4; x += stride) {
                collect(plane.samples(), y * plane.width() + x);
            }
        }
    }

    private void collect(char[] s, int at) {
        int width = plane.width();
        int up = at - width;
        int up2 = up - width;
        int w = s[at - 1];
        int n = s[up];
        int nw = s[up - 1];
        int ne = s[up + 1];
        int horizontal = Math.abs(n - nw) + Math.abs(n - ne);
        if (horizontal == 0 && w == n) {
            return;
        }
        int nearVertical = Math.abs(n - s[up2]);
        int vertical = 2 * nearVertical + Math.abs(ne - s[up2 + 1]) + Math.abs(nw - s[up2 - 1]);
        int k = count++;
        energy[k] = horizontal + vertical + Math.abs(ne - s[up + 2]);
        direction[k] = (byte) RowWindow.direction(horizontal, vertical);
        int value = s[at];
        int median = Math.max(Math.min(w, n), Math.min(Math.max(w, n), w + n - nw));
        int roughness = Math.abs(w - nw) + Math.abs(w - s[at - 2]) + horizontal + nearVertical + Math.abs(ne - s[up2 + 1])
                + 3 * Math.abs(value - median);
        weight[k] = 6f / (6f + roughness);
        place[k] = at;
    }

    private TexturePredictor fit() {
        long[] histogram = new long[LogScale.BINS];
        for (int k = 0; k < count; k++) {
            histogram[LogScale.bin(energy[k])]++;
        }
        ActivityScale scale = new ActivityScale(ActivityScale.shiftFor(histogram),
                ActivityScale.quantiles(histogram, TexturePredictor.LEVELS));
        int[] table = scale.table(TexturePredictor.firstClasses());
        int[] start = new int[TexturePredictor.TRAINED + 1];
        int[] classOf = new int[count];
        for (int k = 0; k < count; k++) {
            classOf[k] = table[Math.min(energy[k] >> scale.shift, ActivityScale.TABLE - 1)] + direction[k];
            start[classOf[k] + 1]++;
        }
        for (int c = 0; c < TexturePredictor.TRAINED; c++) {
            start[c + 1] += start[c];
        }
        int[] next = start.clone();
        int[] members = new int[count];
        for (int k = 0; k < count; k++) {
            members[next[classOf[k]]++] = k;
        }
        int[][] coefficients = new int[TexturePredictor.CLASSES][];
        Sums sums = new Sums();
        for (int c = 0; c < TexturePredictor.TRAINED; c++) {
            coefficients[c] = fit(sums, members, start[c], start[c + 1]);
        }
        coefficients[TexturePredictor.FIRST_ROW] = TexturePredictor.leftOnly();
        return new TexturePredictor(scale, coefficients);
    }

    private int[] fit(Sums sums, int[] members, int from, int to) {
        sums.clear();
        for (int first = from; first < to; first += LANES) {
            sums.add(members, first, Math.min(LANES, to - first));
        }
        return whole(to - from < 2 ? prior() : sums.solve(prior()));
    }

    /** What to predict where the sample says nothing: mostly the sample above, corrected by its neighbours. */
    private static double[] prior() {
        double[] prior = new double[TAPS - 1];
        prior[2] = -0.3;
        prior[3] = 0.6;
        prior[4] = 0.1;
        return prior;
    }

    private static int[] whole(double[] solution) {
        int[] coefficients = new int[TAPS];
        int sum = 0;
        for (int t = 1; t < TAPS; t++) {
            double c = Math.max(-LARGEST, Math.min(LARGEST, solution[t - 1]));
            coefficients[t] = (int) Math.floor(c * (TexturePredictor.ONE / STEP) + 0.5) * STEP;
            sum += coefficients[t];
        }
        coefficients[0] = TexturePredictor.ONE - sum;
        int size = 0;
        for (int c : coefficients) {
            size += Math.abs(c);
        }
        return size > LARGEST_SUM ? TexturePredictor.leftOnly() : coefficients;
    }

    /** Weighted sums of products, kept in lanes so that they can be added side by side. */
    private final class Sums {

        private final float[] lane = new float[LANES];
        private final int[] at = new int[LANES];
        private final float[] weighted = new float[LANES];

        /** The sample, then its neighbours but the left one, less the left one. */
        private final float[][] value = new float[TAPS][LANES];
        private final float[][] products = new float[(TAPS - 1) * (TAPS + 2) / 2][LANES];

        void clear() {
            for (float[] p : products) {
                Arrays.fill(p, 0);
            }
        }

        void add(int[] members, int from, int n) {
            Arrays.fill(lane, 0);
            for (int i = 0; i < n; i++) {
                int k = members[from + i];
                lane[i] = weight[k];
                at[i] = place[k];
            }
            char[] samples = plane.samples();
            differences(samples, at, 0, n, value[0]);
            for (int t = 1; t < TAPS; t++) {
                differences(samples, at, offset[t], n, value[t]);
            }
            int p = 0;
            for (int t = 1; t < TAPS; t++) {
                multiply(value[t], lane, weighted);
                for (int u = 0; u <= t; u++) {
                    multiplyAdd(weighted, value[u], products[p++]);
                }
            }
        }

        private static void differences(char[] samples, int[] at, int offset, int n, float[] to) {
            for (int i = 0; i < n; i++) {
                to[i] = samples[at[i] + offset] - samples[at[i] - 1];
            }
        }

        double[] solve(double[] prior) {
            int n = TAPS - 1;
            double[][] a = new double[n][n];
            double[] y = new double[n];
            int p = 0;
            for (int i = 0; i < n; i++) {
                y[i] = total(products[p++]);
                for (int j = 0; j <= i; j++) {
                    a[i][j] = total(products[p++]);
                }
            }
            return LeastSquares.solve(a, y, prior);
        }

        private static void multiply(float[] a, float[] b, float[] to) {
            for (int i = 0; i < LANES; i++) {
                to[i] = a[i] * b[i];
            }
        }

        private static void multiplyAdd(float[] a, float[] b, float[] to) {
            for (int i = 0; i < LANES; i++) {
                to[i] += a[i] * b[i];
            }
        }

        /** Adds up the lanes, in halves: sums that don't wait for each other. */
        private static double total(float[] lanes) {
            for (int half = LANES / 2; half >= 8; half /= 2) {
                for (int i = 0; i < half; i++) {
                    lanes[i] += lanes[i + half];
                }
            }
            return (double) lanes[0] + lanes[1] + lanes[2] + lanes[3] + lanes[4] + lanes[5] + lanes[6] + lanes[7];
        }
    }
}
