package org.dicomseal.codec;

/** Puts amounts into bins that are exact below 16 and an eighth of an octave wide above. */
final class LogScale {

    /** More than the bin of any amount below 2^25. */
    static final int BINS = 192;

    private static final byte[] SMALL = new byte[1 << 10];

    static {
        for (int amount = 0; amount < SMALL.length; amount++) {
            SMALL[amount] = (byte) compute(amount);
        }
    }

    private LogScale() {
    }

    /** The bin of an amount, 0 to 2^25 - 1. */
    static int bin(int amount) {
        return amount < SMALL.length ? SMALL[amount] : compute(amount);
    }

    /** The logarithm of a number from 1 to 2^20 to the base 2, in sixteenths, by the mean slope within each octave. */
    static int log2(int n) {
        int octave = 31 - Integer.numberOfLeadingZeros(n);
        return octave * 16 + (n - (1 << octave)) * 16 / (1 << octave);
    }

    private static int compute(int amount) {
        if (amount < 16) {
            return amount;
        }
        int octave = 31 - Integer.numberOfLeadingZeros(amount);
        return 16 + (octave - 4 << 3) + (amount >>> octave - 3 & 7);
    }
}
