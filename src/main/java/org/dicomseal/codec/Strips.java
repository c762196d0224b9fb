package org.dicomseal.codec;

/**
 * How a plane is cut into horizontal strips that are coded on their own, side by side if there are threads. It depends on the
 * plane's size alone: 128 rows and 131,072 samples or more a strip, 16 strips at most.
 */
final class Strips {

    private static final int MOST = 16;
    private static final int LEAST_ROWS = 128;
    private static final int LEAST_SAMPLES = 1 << 17;

    private Strips() {
    }

    static int count(int width, int height) {
        int bySamples = (int) Math.min(MOST, (long) width * height / LEAST_SAMPLES);
        return Math.max(1, Math.min(bySamples, height / LEAST_ROWS));
    }

    /** The first row of a strip, 0 to count; a strip ends where the next begins. */
    static int firstRow(int strip, int count, int height) {
        return (int) ((long) strip * height / count);
    }
}
