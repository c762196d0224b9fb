package org.dicomseal.codec;

import java.util.Arrays;

/**
 * Fits the predictor of each texture class to a sample of the plane: some 14,000 places on evenly spread rows, weighted so that
 * edges and outliers don't rule. All arithmetic has a fixed order.
 *
 * <p>With a plane to compare with, both kinds of predictors are fitted, without and with its samples as neighbours, and the places of the
 * sample tell whether comparing pays.
 */
final class PredictorTraining {

    private static final int SAMPLES = 14_000;
    private static final int ROWS = 64;
    private static final int LANES = 64;
    /** What the coefficients of reference neighbours take in the header, roughly, in bits. */
    private static final int REFERENCE_BITS = 1200;
    private static final double LARGEST = 3.9;
    private static final int LARGEST_SUM = 28 << TexturePredictor.FRACTION;
    /** A coefficient is a multiple of this in units of 2^-10: finer ones cost more than they bring. */
    static final int STEP = 4;

    private final Plane plane;
    /** What to compare with; null if nothing. */
    private final Plane reference;
    private final int taps;
    private int count;
    private final int[] energy;
    private final byte[] direction;
    private final float[] weight;
    private final int[] place;
    /** From a sample's place in the plane to that of each neighbour. */
    private final int[] offset;

    private PredictorTraining(Plane plane, Plane reference) {
        this.plane = plane;
        this.reference = reference;
        this.taps = TexturePredictor.TAPS + (reference == null ? 0 : ReferenceRows.TAPS);
        this.offset = new int[taps];
        int rows = rows();
        int most = rows * ((plane.width() + stride(rows) - 1) / stride(rows) + 1);
        energy = new int[most];
        direction = new byte[most];
        weight = new float[most];
        place = new int[most];
        Arrays.setAll(offset, this::offset);
    }

    private int offset(int t) {
        int r = t - TexturePredictor.TAPS;
        return r < 0 ? TexturePredictor.DX[t] - TexturePredictor.DY[t] * plane.width()
                : ReferenceRows.DX[r] - ReferenceRows.DY[r] * plane.width();
    }

    /**
     * The predictor for a plane at least 16 samples wide and 8 high.
     *
     * @param reference a plane of the same size that it may compare with; null if there is none
     */
    static TexturePredictor train(Plane plane, Plane reference) {
        PredictorTraining training = new PredictorTraining(plane, reference);
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
        int above = plane.height() - (reference == null ? 3 : 4);
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
        int[][] alone = new int[TexturePredictor.CLASSES][];
        int[][] compared = new int[TexturePredictor.CLASSES][];
        Sums sums = new Sums();
        for (int c = 0; c < TexturePredictor.TRAINED; c++) {
            sums.addAll(members, start[c], start[c + 1]);
            alone[c] = fit(sums, TexturePredictor.TAPS);
            compared[c] = reference == null ? null : fit(sums, taps);
        }
        int[][] coefficients = reference != null && comparingPays(classOf, alone, compared) ? compared : alone;
        coefficients[TexturePredictor.FIRST_ROW] = TexturePredictor.leftOnly(coefficients[0].length);
        return new TexturePredictor(scale, coefficients);
    }

    private static int[] fit(Sums sums, int taps) {
        double[] prior = prior(taps);
        return whole(sums.members < 2 ? prior : sums.solve(prior));
    }

    /**
     * Whether what the reference saves outweighs what its coefficients cost. The places that were fitted to promise a little too much, so
     * a thirty-second of a bit a sample is taken off.
     */
    private boolean comparingPays(int[] classOf, int[][] alone, int[][] compared) {
        // in 1/16 bit
        long saved = 0;
        for (int k = 0; k < count; k++) {
            saved += size(k, alone[classOf[k]]) - size(k, compared[classOf[k]]);
        }
        return saved - count / 2 > 16L * REFERENCE_BITS * count / plane.size();
    }

    /** About how many sixteenths of a bit a sample's residual takes. */
    private int size(int k, int[] coefficients) {
        char[] s = plane.samples();
        long sum = TexturePredictor.ONE / 2;
        for (int t = 0; t < coefficients.length; t++) {
            char[] from = t < TexturePredictor.TAPS ? s : reference.samples();
            sum += (long) coefficients[t] * from[place[k] + offset[t]];
        }
        int prediction = (int) Math.max(0, Math.min(plane.max(), sum >> TexturePredictor.FRACTION));
        return LogScale.log2(1 + 2 * Math.abs(s[place[k]] - prediction));
    }

    /** What to predict where the sample says nothing: mostly the sample above, corrected by its neighbours. */
    private static double[] prior(int taps) {
        double[] prior = new double[taps - 1];
        prior[2] = -0.3;
        prior[3] = 0.6;
        prior[4] = 0.1;
        return prior;
    }

    private static int[] whole(double[] solution) {
        int taps = solution.length + 1;
        int[] coefficients = new int[taps];
        int sum = 0;
        for (int t = 1; t < taps; t++) {
            double c = Math.max(-LARGEST, Math.min(LARGEST, solution[t - 1]));
            coefficients[t] = (int) Math.floor(c * (TexturePredictor.ONE / STEP) + 0.5) * STEP;
            sum += coefficients[t];
        }
        coefficients[0] = TexturePredictor.ONE - sum;
        int size = 0;
        for (int c : coefficients) {
            size += Math.abs(c);
        }
        return size > LARGEST_SUM ? TexturePredictor.leftOnly(taps) : coefficients;
    }

    /** Weighted sums of products, kept in lanes so that they can be added side by side. */
    private final class Sums {

        private final float[] lane = new float[LANES];
        private final int[] at = new int[LANES];
        private final float[] weighted = new float[LANES];

        /** The sample, then its neighbours but the left one, less the left one. */
        private final float[][] value = new float[taps][LANES];
        private final float[][] products = new float[(taps - 1) * (taps + 2) / 2][LANES];
        /** The lanes added up: for each neighbour but the left one its product with the sample, and with the neighbours up to itself. */
        private final double[] totals = new double[products.length];
        private int members;

        void addAll(int[] members, int from, int to) {
            for (float[] p : products) {
                Arrays.fill(p, 0);
            }
            for (int first = from; first < to; first += LANES) {
                add(members, first, Math.min(LANES, to - first));
            }
            for (int p = 0; p < totals.length; p++) {
                totals[p] = total(products[p]);
            }
            this.members = to - from;
        }

        private void add(int[] members, int from, int n) {
            Arrays.fill(lane, 0);
            for (int i = 0; i < n; i++) {
                int k = members[from + i];
                lane[i] = weight[k];
                at[i] = place[k];
            }
            char[] samples = plane.samples();
            differences(samples, samples, at, 0, n, value[0]);
            for (int t = 1; t < taps; t++) {
                differences(t < TexturePredictor.TAPS ? samples : reference.samples(), samples, at, offset[t], n, value[t]);
            }
            int p = 0;
            for (int t = 1; t < taps; t++) {
                multiply(value[t], lane, weighted);
                for (int u = 0; u <= t; u++) {
                    multiplyAdd(weighted, value[u], products[p++]);
                }
            }
        }

        private static void differences(char[] from, char[] samples, int[] at, int offset, int n, float[] to) {
            for (int i = 0; i < n; i++) {
                to[i] = from[at[i] + offset] - samples[at[i] - 1];
            }
        }

        /** The fit of as many neighbours as the prior has coefficients. */
        double[] solve(double[] prior) {
            int n = prior.length;
            double[][] a = new double[n][n];
            double[] y = new double[n];
            int p = 0;
            for (int i = 0; i < n; i++) {
                y[i] = totals[p++];
                for (int j = 0; j <= i; j++) {
                    a[i][j] = totals[p++];
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
