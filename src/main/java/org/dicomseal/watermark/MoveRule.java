package org.dicomseal.watermark;

/**
 * Which candidates carry bits and how: those whose texture is in a range, by histogram shifting of the prediction error around two bins
 * (Ni et al., IEEE TCSVT 16(3), 2006; Thodi and Rodriguez, IEEE TIP 16(3), 2007). Errors are counted outwards from the prediction, in
 * units of the step: 0 to step - 1 ranks above it, or 1 to step ranks below it, are bin 0. A pixel whose error is in the
 * chosen bin carries a bit, and moves outwards by one step if that is set; pixels in larger bins move outwards by one step to
 * make room. Far bins carry fewer bits, but leave the many small errors alone; large steps are for coarse noise.
 *
 * @param smoothest the smoothest texture used, 0 to {@code Candidates.TEXTURES - 1}
 * @param roughest  the roughest texture used
 * @param bin       which bin carries, as an index into {@link #BINS}
 * @param step      how far a pixel moves, as an index into {@link #STEPS}
 */
record MoveRule(int smoothest, int roughest, int bin, int step) {

    /** Bins that may carry. */
    private static final int[] BINS = {0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 19, 24, 31};
    /** Steps are 1, 4, 16, 64 and 256 ranks. */
    private static final int STEP_SHIFT = 2;

    static final int BIN_CHOICES = BINS.length;
    static final int STEP_CHOICES = 5;
    /** Bits of a written rule: texture, texture, bin and step. */
    static final int BITS = 5 + 5 + 4 + 3;

    /** Ranks that the run must reach beyond the prediction for this bin and step, so that no pixel that carries a bit comes near its end. */
    static int room(int bin, int step) {
        return BINS[bin] + 3 << STEP_SHIFT * step;
    }

    /** The bin of an error, for a step. */
    static int binOf(int error, int step) {
        // the sign of an error is anybody's guess, so no branch: -error - 1 for those below 0
        return (error ^ error >> 31) >> STEP_SHIFT * step;
    }

    /** The step, as an index, with which the first bin holds enough pixels of a texture with this range of ranks. */
    static int stepFor(int range) {
        int step = 0;
        while (step < STEP_CHOICES - 1 && 8 << STEP_SHIFT * (step + 1) <= range) {
            step++;
        }
        return step;
    }

    /** The bin that carries. */
    int carrier() {
        return BINS[bin];
    }

    /** Ranks that a pixel moves. */
    int ranks() {
        return 1 << STEP_SHIFT * step;
    }

    int binOf(int error) {
        return binOf(error, step);
    }

    /** Ranks that the run of a candidate must reach beyond its prediction for it to take part. */
    int leastRoom() {
        return room(bin, step);
    }

    int toBits() {
        return ((smoothest << 5 | roughest) << 4 | bin) << 3 | step;
    }

    /** The rule of these bits, or null if they are none. */
    static MoveRule fromBits(int bits) {
        int bin = bits >>> 3 & 15;
        return bin < BIN_CHOICES && (bits & 7) < STEP_CHOICES ? new MoveRule(bits >>> 12 & 31, bits >>> 7 & 31, bin, bits & 7) : null;
    }
}
