package org.dicomseal.evaluate;

import org.dicomseal.watermark.Fidelity;

/**
 * How like marked frames are to their originals, over all frames and samples that were added. Large frames are compared in bands, which
 * gives the same numbers as comparing them whole and takes less memory.
 */
final class Likeness {

    private static final int WINDOW = 11;
    private static final int BAND = 256;

    private double squares;
    private long values;
    private double similarities;
    private double windows;

    /** Adds two pictures given by their rows. */
    void add(int width, int height, Rows one, Rows other, double range) {
        int overlap = WINDOW - 1;
        for (int top = 0; top < height; top += BAND) {
            int rows = Math.min(BAND, height - top);
            float[] a = one.of(top, rows);
            float[] b = other.of(top, rows);
            for (int i = 0; i < a.length; i++) {
                double difference = (double) a[i] - b[i];
                squares += difference * difference;
            }
            values += a.length;
            int inWindows = Math.min(BAND + overlap, height - top);
            if (inWindows >= WINDOW && width >= WINDOW) {
                float[] longerA = inWindows == rows ? a : one.of(top, inWindows);
                float[] longerB = inWindows == rows ? b : other.of(top, inWindows);
                double weight = (double) (inWindows - overlap) * (width - overlap);
                similarities += weight * Fidelity.ssim(longerA, longerB, width, range);
                windows += weight;
            }
        }
    }

    /** Gives some rows of a picture. */
    @FunctionalInterface
    interface Rows {
        float[] of(int firstRow, int rows);
    }

    /** In dB; {@link Fidelity#MOST_PSNR} where nothing differs. */
    double psnr(double peak) {
        return squares == 0 ? Fidelity.MOST_PSNR : 10 * Math.log10(peak * peak * values / squares);
    }

    /** Mean structural similarity; NaN if no picture was as large as a window. */
    double ssim() {
        return windows == 0 ? Double.NaN : similarities / windows;
    }

    long values() {
        return values;
    }
}
