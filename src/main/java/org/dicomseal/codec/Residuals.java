package org.dicomseal.codec;

/**
 * The alphabets of the Huffman stage. A residual, its lowest bits set aside, is folded (0, -1, 1, -2, ... become 0, 1, 2, 3, ...);
 * small folded values are symbols themselves, larger ones share a symbol per half octave and leave the rest as raw bits. Run
 * lengths go alike, with a symbol of their own for a run to the end of the row.
 */
final class Residuals {

    /** Folded values below this are symbols. */
    static final int DIRECT = 32;
    /** Enough for the folded residual of 16-bit samples. */
    static final int SYMBOLS = 64;

    private static final int OFFSET = 8;

    /** Run lengths below this are symbols. */
    static final int DIRECT_RUNS = 16;
    /** Enough for a row of 65535. */
    static final int RUN_SYMBOLS = 42;
    /** A run that ends where the row ends. */
    static final int TO_END = RUN_SYMBOLS - 1;

    private Residuals() {
    }

    static int fold(int residual) {
        return residual << 1 ^ residual >> 31;
    }

    static int unfold(int folded) {
        return folded >>> 1 ^ -(folded & 1);
    }

    /** The symbol of a folded value of {@link #DIRECT} or more. */
    static int escape(int folded) {
        int v = folded - DIRECT + OFFSET;
        int octave = 31 - Integer.numberOfLeadingZeros(v);
        return DIRECT + (octave - 3 << 1) + (v >>> octave - 1 & 1);
    }

    /** Raw bits that follow an escape symbol. */
    static int escapeBits(int symbol) {
        return (symbol - DIRECT >> 1) + 2;
    }

    /** What those bits are for a folded value: its lowest ones, once the offset is applied. */
    static int escapeRest(int folded) {
        return folded - DIRECT + OFFSET;
    }

    /** The folded value for an escape symbol and its raw bits. */
    static int unescape(int symbol, int bits, int rest) {
        return (1 << bits + 1 | (symbol - DIRECT & 1) << bits | rest) - OFFSET + DIRECT;
    }

    /** The symbol for a run of this length that doesn't end with the row. */
    static int run(int length) {
        if (length < DIRECT_RUNS) {
            return length;
        }
        int octave = 31 - Integer.numberOfLeadingZeros(length);
        return DIRECT_RUNS + (octave - 4 << 1) + (length >>> octave - 1 & 1);
    }

    /** Raw bits that follow a run's symbol. */
    static int runBits(int symbol) {
        return symbol < DIRECT_RUNS || symbol == TO_END ? 0 : (symbol - DIRECT_RUNS >> 1) + 3;
    }

    /** The run's length for a symbol with raw bits. */
    static int unrun(int symbol, int bits, int rest) {
        return 1 << bits + 1 | (symbol - DIRECT_RUNS & 1) << bits | rest;
    }
}
