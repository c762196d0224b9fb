package org.dicomseal.codestream;

/**
 * Quantization of a component (ITU-T T.800 A.6.4, A.6.5, Annex E). Subbands are numbered LL, then HL, LH, HH from the lowest
 * resolution up.
 *
 * @param guardBits guard bits
 * @param derived   only the first step size is given, the others follow from it
 * @param exponents of the step sizes
 * @param mantissas of the step sizes, null where nothing is quantized
 */
record Quantization(int guardBits, boolean derived, int[] exponents, int[] mantissas) {

    static Quantization read(Segment segment) throws CodestreamException {
        int style = segment.uint8();
        int kind = style & 31;
        boolean exact = kind == 0;
        if (kind > 2) {
            throw CodestreamException.at(segment.position(), "quantization style " + kind + " isn't of JPEG 2000 Part 1");
        }
        int count = exact ? segment.remaining() : kind == 1 ? 1 : segment.remaining() / 2;
        if (count < 1 || count > 97) {
            throw CodestreamException.at(segment.position(), count + " quantization step sizes");
        }
        int[] exponents = new int[count];
        int[] mantissas = exact ? null : new int[count];
        for (int b = 0; b < count; b++) {
            int step = exact ? segment.uint8() << 8 : segment.uint16();
            exponents[b] = step >> 11;
            if (!exact) {
                mantissas[b] = step & 0x7FF;
            }
        }
        return new Quantization(style >> 5, kind == 1, exponents, mantissas);
    }

    boolean isExact() {
        return mantissas == null;
    }

    /** Exponent of subband b, which lies {@code level} decompositions deep in a tree of {@code levels}. */
    int exponent(int b, int level, int levels) throws CodestreamException {
        if (derived) {
            return Math.max(0, exponents[0] - levels + level);
        }
        if (b >= exponents.length) {
            throw new CodestreamException("the codestream gives no quantization step size for subband " + b);
        }
        return exponents[b];
    }

    /** Step size of subband b, for a nominal dynamic range of that many bits (equation E-3). */
    float step(int b, int exponent, int rangeBits) {
        int mantissa = mantissas[derived ? 0 : b];
        return (float) ((1.0 + mantissa / 2048.0) * Math.pow(2, rangeBits - exponent));
    }
}
