package org.dicomseal.codec;

/** Takes the mean error that predictions had in the same surroundings off the next one. */
final class Bias {

    private static final int LEVELS = 24;
    private static final int PATTERNS = 16;
    private static final int MOST = 64;

    private final int[] sum = new int[LEVELS * PATTERNS];
    private final int[] count = new int[LEVELS * PATTERNS];
    private int context;

    int correct(int prediction, int activity, int pattern, int max) {
        context = Math.min(LEVELS - 1, LogScale.bin(activity) >> 3) * PATTERNS + pattern;
        int corrected = prediction + sum[context] / (count[context] + 4);
        return Math.max(0, Math.min(max << BlendedPredictor.FRACTION, corrected));
    }

    /** Tells how far the last corrected prediction was below the sample. */
    void learn(int error) {
        sum[context] += error;
        if (++count[context] >= MOST) {
            sum[context] >>= 1;
            count[context] >>= 1;
        }
    }
}
