package org.dicomseal.codec;

/** Puts amounts into bins that are exact below 16 and an eighth of an octave wide above. */
final class LogScale {

    /** More than the bin of any amount below 2^25. */
    static final int BINS = 192;

    private LogScale() {
    }

    /** The bin of an amount, 0 to 2^25 - 1. */
    static int bin(int amount) {
        if (amount < 16) {
            return amount;
        }
        int octave = 31 - Integer.numberOfLeadingZeros(amount);
        return 16 + (octave - 4 << 3) + (amount >>> octave - 3 & 7);
    }
}
