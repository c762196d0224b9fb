package org.dicomseal.evaluate.cipher;

/**
 * Pearson's correlation of pixels with their neighbours, over all pairs: near 1 in images, near 0 in noise. NaN where values are constant or
 * there is no pair.
 *
 * @param horizontal with the pixel to the right
 * @param vertical   with the pixel below
 * @param diagonal   with the pixel below to the right
 */
public record NeighbourCorrelation(double horizontal, double vertical, double diagonal) {

    /**
     * @param values row by row; what is left of the last row counts too
     * @param width  pixels across
     */
    public static NeighbourCorrelation of(float[] values, int width) {
        return new NeighbourCorrelation(correlation(values, width, 1, 0), correlation(values, width, 0, 1), correlation(values, width, 1, 1));
    }

    private static double correlation(float[] values, int width, int right, int down) {
        long pairs = 0;
        double[] sums = new double[5];
        int step = down * width + right;
        for (int i = 0; i + step < values.length; i++) {
            if (right == 1 && i % width == width - 1) {
                continue;
            }
            // about a value of the picture itself: large offsets would cost precision
            double a = (double) values[i] - values[0];
            double b = (double) values[i + step] - values[0];
            sums[0] += a;
            sums[1] += b;
            sums[2] += a * a;
            sums[3] += b * b;
            sums[4] += a * b;
            pairs++;
        }
        return correlation(sums, pairs);
    }

    private static double correlation(double[] sums, long pairs) {
        double a = sums[2] - sums[0] * sums[0] / pairs;
        double b = sums[3] - sums[1] * sums[1] / pairs;
        return a <= 0 || b <= 0 ? Double.NaN : (sums[4] - sums[0] * sums[1] / pairs) / Math.sqrt(a * b);
    }

    /** The correlation of two pictures, pixel by pixel. NaN if one is constant. */
    public static double between(float[] one, float[] other) {
        double[] sums = new double[5];
        for (int i = 0; i < one.length; i++) {
            double a = (double) one[i] - one[0];
            double b = (double) other[i] - other[0];
            sums[0] += a;
            sums[1] += b;
            sums[2] += a * a;
            sums[3] += b * b;
            sums[4] += a * b;
        }
        return correlation(sums, one.length);
    }
}
