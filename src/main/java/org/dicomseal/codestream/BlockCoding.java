package org.dicomseal.codestream;

/**
 * Coding style of a component (ITU-T T.800 A.6.1, A.6.2).
 *
 * @param levels     wavelet decompositions, 0 to 32
 * @param blockWidth exponent of the nominal code-block width, blockHeight likewise; both 2 to 10, together at most 12
 * @param style      code-block style bits (table A.19)
 * @param reversible 5/3 integer wavelet, else 9/7
 * @param precincts  per resolution: exponents of the precinct width (low nibble) and height (high nibble)
 */
record BlockCoding(int levels, int blockWidth, int blockHeight, int style, boolean reversible, int[] precincts) {

    static final int BYPASS = 1;
    static final int RESET = 2;
    static final int TERMINATE_ALL = 4;
    static final int VERTICALLY_CAUSAL = 8;
    static final int SEGMENTATION_SYMBOLS = 32;
    private static final int HIGH_THROUGHPUT = 64;

    static BlockCoding read(Segment segment, boolean ownPrecincts) throws CodestreamException {
        int levels = segment.uint8();
        int width = segment.uint8() + 2;
        int height = segment.uint8() + 2;
        int style = segment.uint8();
        int transform = segment.uint8();
        if ((style & HIGH_THROUGHPUT) != 0) {
            throw CodestreamException.at(segment.position(), "High-Throughput code-blocks aren't decoded");
        }
        if (levels > 32 || width > 10 || height > 10 || width + height > 12 || style > 63 || transform > 1) {
            throw CodestreamException.at(segment.position(), "a coding style that JPEG 2000 Part 1 doesn't have");
        }
        int[] precincts = new int[levels + 1];
        for (int r = 0; r <= levels; r++) {
            precincts[r] = ownPrecincts ? segment.uint8() : 0xFF;
            if (r > 0 && ((precincts[r] & 15) == 0 || precincts[r] >> 4 == 0)) {
                throw CodestreamException.at(segment.position(), "precincts of one sample above the lowest resolution");
            }
        }
        return new BlockCoding(levels, width, height, style, transform == 1, precincts);
    }

    boolean has(int styleBit) {
        return (style & styleBit) != 0;
    }
}
