package org.dicomseal.watermark.trace;

/**
 * The quantiser of a carrier's projection: a zero bit draws it towards a point of a shifted lattice, a one bit towards the middle between two
 * (spread-transform dither modulation with distortion compensation; Chen and Wornell, IEEE Trans. Inf. Theory 47(4), 2001). The image's
 * own content never disturbs the reading, which so needs no original.
 */
final class Lattice {

    /**
     * Distance of two points that mean the same, in levels of a projection, and how far towards its point a projection is drawn: with the
     * 54 dB given, these survive noise with a standard deviation of 5 to 8 levels best. Where that leaves decibels to spare, all the way is better.
     */
    static final double STEP = 48;
    static final double PULL = 0.75;

    private Lattice() {
    }

    /** The point of a bit (+1 for zero, -1 for one) that is nearest to a projection. */
    static double nearest(double projection, double dither, int sign) {
        double offset = (dither + (sign > 0 ? 0 : 0.5)) * STEP;
        return Math.rint((projection - offset) / STEP) * STEP + offset;
    }

    /** Where marking takes a projection. */
    static double marked(double projection, double dither, int sign) {
        return projection + PULL * (nearest(projection, dither, sign) - projection);
    }

    /** Where a projection lies in the lattice without dither, as an angle: a zero bit's point is at the dither, a one bit's opposite. */
    static double phase(double projection) {
        return 2 * Math.PI * projection / STEP;
    }
}
