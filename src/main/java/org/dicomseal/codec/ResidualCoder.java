package org.dicomseal.codec;

/**
 * Codes residuals by yes-or-no decisions whose chances depend on how large a residual is to be expected. That expectation is the
 * mean of what was seen at the same level of activity. Sizes are coded relative to it, so that all levels share what they learn;
 * each level has states of its own beside the shared ones.
 */
final class ResidualCoder {

    private static final int LEVELS = LogScale.BINS / 2;
    /** Steps of the expectation, four to an octave, in units of 2^-6 of a sample. */
    private static final int EXPECTATIONS = 96;
    private static final int NODES = 32;
    private static final int UNARY = 20;
    private static final int SIDES = 3;
    /** No residual of 16-bit samples is larger; what hostile bytes say beyond is cut. */
    private static final int LARGEST = 1 << 16;

    private final int[] sum = new int[LEVELS];
    private final int[] count = new int[LEVELS];
    private final int[] shared = BinaryCoder.states(EXPECTATIONS * NODES);
    private final int[] own = BinaryCoder.states(LEVELS * SIDES * NODES);
    private final int[] signs = BinaryCoder.states(EXPECTATIONS * SIDES);
    private final AdaptiveNumber tail = new AdaptiveNumber();

    ResidualCoder() {
        for (int level = 0; level < LEVELS; level++) {
            // an activity weighs about 40 absolute differences
            sum[level] = (amount(level) << 6) / 40 * 4 + 8;
            count[level] = 4;
        }
    }

    private static int level(int activity) {
        return LogScale.bin(activity) >> 1;
    }

    private static int amount(int level) {
        int bin = 2 * level;
        return bin < 16 ? bin : 8 + (bin & 7) << (bin >> 3) - 1;
    }

    /**
     * @param activity expected size, in any unit
     * @param fraction how far the true prediction was from the centre that the residual is taken from, -8 to 8
     */
    int code(BinaryCoder coder, int residual, int activity, int surprise, int fraction) {
        int level = level(activity);
        int expected = sum[level] / count[level];
        int step = step(expected);
        int low = Math.min(14, Math.max(0, (step >> 2) - 7));
        int side = fraction < -2 ? 0 : fraction > 2 ? 2 : 1;
        int coarse = Math.min(EXPECTATIONS - 1, low == 0 ? step : 32 + (step & 3)) * NODES;
        int fine = (level(surprise) * SIDES + side) * NODES;
        int size = Math.abs(residual);
        int q = 0;
        while (q < UNARY && coder.bit(shared, coarse + q, own, fine + q, size >> low > q ? 1 : 0) == 1) {
            q++;
        }
        if (q == UNARY) {
            q += Math.min(LARGEST, tail.code(coder, Math.max(0, (size >> low) - UNARY)));
        }
        int result = q;
        if (low > 0) {
            int node = UNARY + 1 + Math.min(q, 3);
            result = result << 1 | coder.bit(shared, coarse + node, own, fine + node, size >> low - 1 & 1);
            result = result << low - 1 | coder.plain(size, low - 1);
        }
        result = Math.min(result, LARGEST);
        int coded = result;
        if (coded != 0) {
            int sign = Math.min(EXPECTATIONS - 1, step) * SIDES + side;
            coded = coder.bit(signs, sign, residual < 0 ? 1 : 0) == 1 ? -result : result;
        }
        sum[level] += result << 6;
        if (++count[level] >= 128) {
            sum[level] = sum[level] + 1 >> 1;
            count[level] >>= 1;
        }
        return coded;
    }

    /** Four steps to an octave: an expectation of one sample is step 24 or so. */
    private static int step(int expected) {
        int e = expected + 1;
        int octave = 31 - Integer.numberOfLeadingZeros(e);
        return octave * 4 + (octave >= 2 ? e >>> octave - 2 & 3 : 0);
    }
}
