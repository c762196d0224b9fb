package org.dicomseal.codestream;

/**
 * One subband of a tile-component (ITU-T T.800 B.5).
 *
 * @param orientation   LL, HL, LH or HH: the first letter is the horizontal filter
 * @param area          its samples in its own coordinates
 * @param left          column where it lies among the tile-component's coefficients, top likewise
 * @param planes        bit planes that a sample can have (equation E-2)
 * @param step          size of a quantization step, 1 where nothing is quantized
 */
record Subband(int orientation, Area area, int left, int top, int planes, float step) {

    static final int LL = 0;
    static final int HL = 1;
    static final int LH = 2;
    static final int HH = 3;
}
