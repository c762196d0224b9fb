package org.dicomseal.codestream;

/**
 * The preset coding parameters of a JPEG-LS scan and what follows from them (ITU-T T.87 A.2.1, C.2.4.1.1).
 *
 * @param maxval largest sample value
 * @param t1     first gradient threshold, with t2 and t3 above it
 * @param reset  occurrences after which a context's counters are halved
 * @param near   largest error of a sample; 0 = lossless
 */
record JpegLsParameters(int maxval, int t1, int t2, int t3, int reset, int near) {

    private static final int BASIC_T1 = 3;
    private static final int BASIC_T2 = 7;
    private static final int BASIC_T3 = 21;
    private static final int DEFAULT_RESET = 64;

    /**
     * Completes what an LSE marker of type 1 left at 0 with the defaults.
     *
     * @param preset MAXVAL, T1, T2, T3 and RESET as in the marker, zeros where there was none
     */
    static JpegLsParameters of(int precision, int near, int[] preset) throws CodestreamException {
        int limit = (1 << precision) - 1;
        int maxval = preset[0] == 0 ? limit : preset[0];
        if (maxval > limit || near > Math.min(255, maxval / 2)) {
            throw new CodestreamException("MAXVAL " + maxval + " and NEAR " + near + " don't go with " + precision + " bits a sample");
        }
        int d1;
        int d2;
        int d3;
        if (maxval >= 128) {
            int factor = (Math.min(maxval, 4095) + 128) / 256;
            d1 = clamp(factor * (BASIC_T1 - 2) + 2 + 3 * near, near + 1, maxval);
            d2 = clamp(factor * (BASIC_T2 - 3) + 3 + 5 * near, d1, maxval);
            d3 = clamp(factor * (BASIC_T3 - 4) + 4 + 7 * near, d2, maxval);
        } else {
            int factor = 256 / (maxval + 1);
            d1 = clamp(Math.max(2, BASIC_T1 / factor + 3 * near), near + 1, maxval);
            d2 = clamp(Math.max(3, BASIC_T2 / factor + 5 * near), d1, maxval);
            d3 = clamp(Math.max(4, BASIC_T3 / factor + 7 * near), d2, maxval);
        }
        int t1 = preset[1] == 0 ? d1 : preset[1];
        int t2 = preset[2] == 0 ? d2 : preset[2];
        int t3 = preset[3] == 0 ? d3 : preset[3];
        int reset = preset[4] == 0 ? DEFAULT_RESET : preset[4];
        if (t1 < near + 1 || t2 < t1 || t3 < t2 || t3 > maxval || reset < 3 || reset > Math.max(255, maxval)) {
            throw new CodestreamException("JPEG-LS thresholds " + t1 + ", " + t2 + ", " + t3 + " and RESET " + reset + " are out of range");
        }
        return new JpegLsParameters(maxval, t1, t2, t3, reset, near);
    }

    /** As in the standard: a value outside the range becomes its lower end. */
    private static int clamp(int value, int low, int high) {
        return value > high || value < low ? low : value;
    }

    /** Number of values that a prediction error can take. */
    int range() {
        return (maxval + 2 * near) / (2 * near + 1) + 1;
    }

    /** Bits that hold a prediction error. */
    int errorBits() {
        return bitsFor(range());
    }

    /** Longest code, in bits. */
    int limit() {
        int bits = Math.max(2, bitsFor(maxval + 1));
        return 2 * (bits + Math.max(8, bits));
    }

    /** The smallest n with 2^n >= count. */
    private static int bitsFor(int count) {
        return 32 - Integer.numberOfLeadingZeros(count - 1);
    }

    /** For every difference of two samples, from -MAXVAL on, its region -4 to 4 (T.87 code segment A.4). */
    byte[] gradientRegions() {
        byte[] regions = new byte[2 * maxval + 1];
        for (int d = 0; d <= maxval; d++) {
            int region = d <= near ? 0 : d < t1 ? 1 : d < t2 ? 2 : d < t3 ? 3 : 4;
            regions[maxval + d] = (byte) region;
            regions[maxval - d] = (byte) -region;
        }
        return regions;
    }
}
