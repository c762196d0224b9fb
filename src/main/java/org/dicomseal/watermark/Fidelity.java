package org.dicomseal.watermark;

/** How like two pictures, or two strings of bits, are: the measures that watermarks are compared by. */
public final class Fidelity {

    /** Infinite ratios are given as this one, in dB. */
    public static final double MOST_PSNR = 100;

    private static final int SIDE = 11;
    private static final double[] GAUSSIAN = gaussian();

    private Fidelity() {
    }

    /**
     * Peak signal-to-noise ratio in dB, at most {@link #MOST_PSNR}.
     *
     * @param peak the largest possible value above the least: 2^BitsStored - 1, or 255 after windowing to 8 bits
     */
    public static double psnr(float[] one, float[] other, double peak) {
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = one[i] - other[i];
            squares += difference * difference;
        }
        return psnr(squares, one.length, peak);
    }

    /** The ratio for a sum of squared differences over a number of values. */
    public static double psnr(double squares, double values, double peak) {
        return squares == 0 ? MOST_PSNR : Math.min(MOST_PSNR, 10 * Math.log10(peak * peak * values / squares));
    }

    /** What a picture of some values with some bits embedded can hardly exceed: one step of one value for each bit. In dB, not capped. */
    public static double bound(double peak, double values, int bits) {
        return 20 * Math.log10(peak) + 10 * Math.log10(values / bits);
    }

    /**
     * Mean structural similarity (Wang, Bovik, Sheikh and Simoncelli, IEEE Trans. Image Processing 13(4), 2004): Gaussian windows of 11 x 11
     * with deviation 1.5 that lie in the picture as a whole, K1 = 0.01, K2 = 0.03.
     *
     * @param range the largest possible value above the least
     * @throws IllegalArgumentException if the picture is smaller than a window
     */
    public static double ssim(float[] one, float[] other, int width, double range) {
        int height = one.length / width;
        if (width < SIDE || height < SIDE) {
            throw new IllegalArgumentException(width + " x " + height + " is smaller than a window of " + SIDE);
        }
        double[][] moments = new double[5][one.length];
        for (int i = 0; i < one.length; i++) {
            double a = one[i];
            double b = other[i];
            moments[0][i] = a;
            moments[1][i] = b;
            moments[2][i] = a * a;
            moments[3][i] = b * b;
            moments[4][i] = a * b;
        }
        for (double[] moment : moments) {
            blur(moment, width, height);
        }
        double c1 = Math.pow(0.01 * range, 2);
        double c2 = Math.pow(0.03 * range, 2);
        double sum = 0;
        for (int y = 0; y + SIDE <= height; y++) {
            for (int x = 0; x + SIDE <= width; x++) {
                int i = y * width + x;
                double a = moments[0][i];
                double b = moments[1][i];
                double variances = moments[2][i] - a * a + moments[3][i] - b * b;
                double covariance = moments[4][i] - a * b;
                sum += (2 * a * b + c1) * (2 * covariance + c2) / ((a * a + b * b + c1) * (variances + c2));
            }
        }
        return sum / ((double) (width - SIDE + 1) * (height - SIDE + 1));
    }

    /** Puts the weighted mean of the window that begins at each pixel there; in place, since a window looks only ahead. */
    private static void blur(double[] values, int width, int height) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x + SIDE <= width; x++) {
                values[y * width + x] = weighted(values, y * width + x, 1);
            }
        }
        for (int y = 0; y + SIDE <= height; y++) {
            for (int x = 0; x + SIDE <= width; x++) {
                values[y * width + x] = weighted(values, y * width + x, width);
            }
        }
    }

    private static double weighted(double[] values, int first, int step) {
        double sum = 0;
        for (int i = 0; i < SIDE; i++) {
            sum += GAUSSIAN[i] * values[first + i * step];
        }
        return sum;
    }

    private static double[] gaussian() {
        double[] weights = new double[SIDE];
        double sum = 0;
        for (int i = 0; i < SIDE; i++) {
            weights[i] = Math.exp(-Math.pow(i - SIDE / 2, 2) / (2 * 1.5 * 1.5));
            sum += weights[i];
        }
        for (int i = 0; i < SIDE; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** Bit error rate: the share of bits that differ; of the shorter length if they have two. */
    public static double bitErrorRate(byte[] sent, byte[] received) {
        int bytes = Math.min(sent.length, received.length);
        int wrong = 0;
        for (int i = 0; i < bytes; i++) {
            wrong += Integer.bitCount((sent[i] ^ received[i]) & 0xff);
        }
        return bytes == 0 ? 0 : wrong / (8.0 * bytes);
    }

    /** Normalised correlation of two strings of bits, taken as +1 and -1: 1 if all are equal, 0 if half of them are. */
    public static double normalisedCorrelation(byte[] sent, byte[] received) {
        return 1 - 2 * bitErrorRate(sent, received);
    }
}
