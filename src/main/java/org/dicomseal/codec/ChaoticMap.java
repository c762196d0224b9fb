package org.dicomseal.codec;

/**
 * The two-dimensional chaotic map of Singh et al., Journal of Information Security and Applications 79 (2023) 103628:
 * <pre>
 *   u = x^3 + x y + 2 a b          x' = 4 u sin(1 - u) mod 1
 *   w = sqrt(x + y) + 2 y          y' = 4 w cos(1 - w) mod 1        a = 0.115, b = 0.564
 * </pre>
 * v mod 1 is v - floor(v), with a result that rounds to 1 taken as 0. {@link StrictMath} and Java's strict doubles give the
 * same orbit on every machine. The first 64 steps of an orbit are dropped. A step yields 48 bits: bits 17 to 40 of x's
 * significand (bit 0 the least significant of its 52), then the same of y's; the upper bits follow the map's uneven density.
 * The orbit is predictable from its state: this is a shuffler, not a cipher.
 */
final class ChaoticMap {

    /** Bits that one step yields. */
    static final int BITS = 48;

    private static final double TWO_A_B = 2 * 0.115 * 0.564;
    private static final int TRANSIENT = 64;
    private static final int LOWEST_BIT = 17;
    private static final long MASK = (1L << BITS / 2) - 1;

    private double x;
    private double y;

    /** An orbit from (x, y), both in [0, 1); any such pair will do. */
    ChaoticMap(double x, double y) {
        this.x = x;
        this.y = y;
        for (int i = 0; i < TRANSIENT; i++) {
            step();
        }
    }

    /** The seed's coordinate for 64 random bits: the upper 53 of them as a fraction. */
    static double coordinate(long random) {
        return (random >>> 11) * 0x1p-53;
    }

    /** Advances the orbit and returns {@value #BITS} bits of the new state, x's half in the upper ones. */
    long next() {
        step();
        return extract(x) << BITS / 2 | extract(y);
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    private void step() {
        double u = x * x * x + x * y + TWO_A_B;
        double w = StrictMath.sqrt(x + y) + 2 * y;
        x = fraction(4 * u * StrictMath.sin(1 - u));
        y = fraction(4 * w * StrictMath.cos(1 - w));
    }

    private static double fraction(double v) {
        double f = v - StrictMath.floor(v);
        return f < 1 ? f : 0;
    }

    private static long extract(double v) {
        return Double.doubleToRawLongBits(v) >>> LOWEST_BIT & MASK;
    }
}
