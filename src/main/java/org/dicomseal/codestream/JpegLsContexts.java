package org.dicomseal.codestream;

import java.util.Arrays;

/** The adaptive state of a JPEG-LS scan: 365 regular contexts and two for run interruptions (ITU-T T.87 A.2.1, A.3, A.6, A.7). */
final class JpegLsContexts {

    private static final int REGULAR = 365;
    private static final int MAX_K = 24;
    /** Order of run length codes, by run index (T.87 A.2.1). */
    private static final int[] RUN_ORDER = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    private final JpegLsParameters parameters;
    private final int range;
    private final int errorBits;
    private final int limit;
    private final int reset;
    private final int step;
    private final boolean lossless;

    /** T.87's A, B, C and N, side by side so that one context is one cache line. */
    private final int[] state = new int[4 * (REGULAR + 2)];
    /** Nn of the two run interruption contexts. */
    private final int[] negatives = new int[2];

    JpegLsContexts(JpegLsParameters parameters) {
        this.parameters = parameters;
        this.range = parameters.range();
        this.errorBits = parameters.errorBits();
        this.limit = parameters.limit();
        this.reset = parameters.reset();
        this.step = 2 * parameters.near() + 1;
        this.lossless = parameters.near() == 0;
        reset();
    }

    /** The state at the start of a scan and after a restart marker. */
    void reset() {
        int a = Math.max(2, (range + 32) / 64);
        for (int i = 0; i < state.length; i += 4) {
            state[i] = a;
            state[i + 1] = 0;
            state[i + 2] = 0;
            state[i + 3] = 1;
        }
        Arrays.fill(negatives, 0);
    }

    static int runOrder(int runIndex) {
        return RUN_ORDER[runIndex];
    }

    /** Decodes a sample in regular mode; the context is -364 to 364, the prediction is the edge detector's. */
    int regular(JpegLsBits in, int signedContext, int prediction) throws CodestreamException {
        int sign = signedContext >> 31;
        int at = ((signedContext ^ sign) - sign) << 2;
        int a = state[at];
        int b = state[at + 1];
        int c = state[at + 2];
        int n = state[at + 3];

        int corrected = clamp(prediction + (c ^ sign) - sign);
        int k = golombOrder(n, a);
        int mapped = golomb(in, k, limit);
        int error = mapped >>> 1 ^ -(mapped & 1);
        if (k == 0 && lossless && 2 * b <= -n) {
            error = ~error;
        }

        a += Math.abs(error);
        b += error * step;
        if (n == reset) {
            a >>= 1;
            b >>= 1;
            n >>= 1;
        }
        n++;
        if (b <= -n) {
            b = Math.max(b + n, 1 - n);
            c = c > -128 ? c - 1 : c;
        } else if (b > 0) {
            b = Math.min(b - n, 0);
            c = c < 127 ? c + 1 : c;
        }
        state[at] = a;
        state[at + 1] = b;
        state[at + 2] = c;
        state[at + 3] = n;
        return reconstruct(corrected, (error ^ sign) - sign);
    }

    /** Decodes the sample that ends a run, between the run's value and the sample above (T.87 A.7.2). */
    int runInterruption(JpegLsBits in, int runIndex, int left, int above) throws CodestreamException {
        if (Math.abs(left - above) <= parameters.near()) {
            return reconstruct(left, runError(in, 1, runIndex));
        }
        return runInterruptionOfPixel(in, runIndex, left, above);
    }

    /** The same for one component of a pixel, where all components are decoded as of different neighbours. */
    int runInterruptionOfPixel(JpegLsBits in, int runIndex, int left, int above) throws CodestreamException {
        int error = runError(in, 0, runIndex);
        return reconstruct(above, above < left ? -error : error);
    }

    private int runError(JpegLsBits in, int type, int runIndex) throws CodestreamException {
        int at = (REGULAR + type) << 2;
        int a = state[at];
        int n = state[at + 3];
        int nn = negatives[type];
        int k = golombOrder(n, type == 1 ? a + (n >> 1) : a);
        int mapped = golomb(in, k, limit - RUN_ORDER[runIndex] - 1);
        int both = mapped + type;
        int map = both & 1;
        int magnitude = (both + map) >> 1;
        boolean negative = (k != 0 || 2 * nn >= n) == (map == 1);
        int error = negative ? -magnitude : magnitude;
        if (error < 0) {
            nn++;
        }
        a += (mapped + 1 - type) >> 1;
        if (n == reset) {
            a >>= 1;
            n >>= 1;
            nn >>= 1;
        }
        state[at] = a;
        state[at + 3] = n + 1;
        negatives[type] = nn;
        return error;
    }

    /** The smallest k with n * 2^k >= a. */
    private static int golombOrder(int n, int a) throws CodestreamException {
        int k = Math.max(0, Integer.numberOfLeadingZeros(n) - Integer.numberOfLeadingZeros(a));
        if (n << k < a) {
            k++;
        }
        if (k > MAX_K) {
            throw new CodestreamException("a JPEG-LS context holds errors that no image gives");
        }
        return k;
    }

    /** A limited-length Golomb code (T.87 A.5.3). */
    private int golomb(JpegLsBits in, int k, int longest) throws CodestreamException {
        int escape = longest - errorBits - 1;
        int high = in.zeros(escape);
        int mapped = high < escape ? high << k | in.bits(k) : in.bits(errorBits) + 1;
        if (mapped > 2 * range + 1) {
            throw new CodestreamException("a JPEG-LS prediction error of " + mapped + " is out of range " + range);
        }
        return mapped;
    }

    private int clamp(int value) {
        return Math.max(0, Math.min(value, parameters.maxval()));
    }

    private int reconstruct(int prediction, int error) {
        int value = prediction + error * step;
        int near = parameters.near();
        if (value < -near) {
            value += range * step;
        } else if (value > parameters.maxval() + near) {
            value -= range * step;
        }
        return clamp(value);
    }
}
