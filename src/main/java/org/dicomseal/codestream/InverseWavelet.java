package org.dicomseal.codestream;

/**
 * The inverse wavelet transforms (ITU-T T.800 Annex F): 5/3 on integers, 9/7 on floats. Coefficients of all subbands lie in one array, each
 * resolution's low-pass part top left in it; every level is undone line by line, then column by column as sums of whole lines.
 */
final class InverseWavelet {

    private static final float ALPHA = -1.586134342059924f;
    private static final float BETA = -0.052980118572961f;
    private static final float GAMMA = 0.882911075530934f;
    private static final float DELTA = 0.443506852043971f;
    private static final float K = 1.230174104914001f;

    private InverseWavelet() {
    }

    /**
     * @param stride  samples from one line to the next
     * @param samples the resolution that the level gives
     * @param lower   the resolution it starts from
     */
    static void reversible(int[] data, int stride, Area samples, Area lower) {
        int width = samples.width();
        int height = samples.height();
        int oddX = samples.left() & 1;
        int oddY = samples.top() & 1;
        int[] lines = new int[width * height];
        for (int y = 0; y < height; y++) {
            int to = interleaved(y, lower.height(), oddY) * width;
            for (int x = 0; x < lower.width(); x++) {
                lines[to + 2 * x + oddX] = data[y * stride + x];
            }
            for (int x = lower.width(); x < width; x++) {
                lines[to + 2 * (x - lower.width()) + 1 - oddX] = data[y * stride + x];
            }
            reversibleLine(lines, to, width, oddX);
        }
        reversibleColumns(lines, width, height, oddY);
        for (int y = 0; y < height; y++) {
            System.arraycopy(lines, y * width, data, y * stride, width);
        }
    }

    /** Where line y of the subbands, low-pass lines first, comes to lie. */
    private static int interleaved(int y, int low, int odd) {
        return y < low ? 2 * y + odd : 2 * (y - low) + 1 - odd;
    }

    private static void reversibleLine(int[] lines, int at, int n, int odd) {
        if (n == 1) {
            lines[at] >>= odd;
            return;
        }
        for (int i = odd; i < n; i += 2) {
            int left = lines[at + (i > 0 ? i - 1 : 1)];
            int right = lines[at + (i < n - 1 ? i + 1 : n - 2)];
            lines[at + i] -= left + right + 2 >> 2;
        }
        for (int i = 1 - odd; i < n; i += 2) {
            int left = lines[at + (i > 0 ? i - 1 : 1)];
            int right = lines[at + (i < n - 1 ? i + 1 : n - 2)];
            lines[at + i] += left + right >> 1;
        }
    }

    private static void reversibleColumns(int[] lines, int width, int n, int odd) {
        if (n == 1) {
            for (int x = 0; x < width; x++) {
                lines[x] >>= odd;
            }
            return;
        }
        for (int i = odd; i < n; i += 2) {
            int above = (i > 0 ? i - 1 : 1) * width;
            int below = (i < n - 1 ? i + 1 : n - 2) * width;
            int here = i * width;
            for (int x = 0; x < width; x++) {
                lines[here + x] -= lines[above + x] + lines[below + x] + 2 >> 2;
            }
        }
        for (int i = 1 - odd; i < n; i += 2) {
            int above = (i > 0 ? i - 1 : 1) * width;
            int below = (i < n - 1 ? i + 1 : n - 2) * width;
            int here = i * width;
            for (int x = 0; x < width; x++) {
                lines[here + x] += lines[above + x] + lines[below + x] >> 1;
            }
        }
    }

    /** The same with the 9/7 wavelet. */
    static void irreversible(float[] data, int stride, Area samples, Area lower) {
        int width = samples.width();
        int height = samples.height();
        int oddX = samples.left() & 1;
        int oddY = samples.top() & 1;
        float[] lines = new float[width * height];
        for (int y = 0; y < height; y++) {
            int to = interleaved(y, lower.height(), oddY) * width;
            float low = scale(height, oddY, y < lower.height());
            float lowLow = low * scale(width, oddX, true);
            float lowHigh = low * scale(width, oddX, false);
            for (int x = 0; x < lower.width(); x++) {
                lines[to + 2 * x + oddX] = lowLow * data[y * stride + x];
            }
            for (int x = lower.width(); x < width; x++) {
                lines[to + 2 * (x - lower.width()) + 1 - oddX] = lowHigh * data[y * stride + x];
            }
            if (width > 1) {
                lift(lines, to, width, oddX, DELTA);
                lift(lines, to, width, 1 - oddX, GAMMA);
                lift(lines, to, width, oddX, BETA);
                lift(lines, to, width, 1 - oddX, ALPHA);
            }
        }
        if (height > 1) {
            liftLines(lines, width, height, oddY, DELTA);
            liftLines(lines, width, height, 1 - oddY, GAMMA);
            liftLines(lines, width, height, oddY, BETA);
            liftLines(lines, width, height, 1 - oddY, ALPHA);
        }
        for (int y = 0; y < height; y++) {
            System.arraycopy(lines, y * width, data, y * stride, width);
        }
    }

    /** Scaling of low-pass and high-pass samples; a single sample stays as it is, or is halved at an odd place. */
    private static float scale(int n, int odd, boolean lowPass) {
        if (n == 1) {
            return odd == 0 ? 1 : 0.5f;
        }
        return lowPass ? K : 1 / K;
    }

    private static void lift(float[] lines, int at, int n, int first, float factor) {
        for (int i = first; i < n; i += 2) {
            float left = lines[at + (i > 0 ? i - 1 : 1)];
            float right = lines[at + (i < n - 1 ? i + 1 : n - 2)];
            lines[at + i] -= factor * (left + right);
        }
    }

    private static void liftLines(float[] lines, int width, int n, int first, float factor) {
        for (int i = first; i < n; i += 2) {
            int above = (i > 0 ? i - 1 : 1) * width;
            int below = (i < n - 1 ? i + 1 : n - 2) * width;
            int here = i * width;
            for (int x = 0; x < width; x++) {
                lines[here + x] -= factor * (lines[above + x] + lines[below + x]);
            }
        }
    }
}
