package org.dicomseal.codec;

/**
 * What residuals are written as. Those near 0 have a table for each context that holds codeword and raw low bits in one, so that most
 * samples take one look and no arithmetic; the others are put together when they come.
 */
final class ResidualCodes {

    /** Residuals from -REACH to REACH - 1 are near. */
    static final int REACH = 256;
    static final int WIDTH_BITS = 9;
    /** Lengths of what is in the table have so many bits. */
    static final int LENGTH_BITS = 5;
    static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    /** For each bin the place of residual -REACH in a table over all contexts; samples in runs have a part to themselves, the last. */
    final int[] placeOfBin;
    /** For each near residual its bits shifted left, or'ed with how many; 0 for what isn't a symbol of its own, or may follow a run. */
    final int[] near;
    private final int[] codewords;
    private final int[] lowBits;

    /**
     * @param placeOfBin as above
     * @param codewords  of all contexts, {@link Residuals#SYMBOLS} each
     */
    ResidualCodes(int contexts, int[] placeOfBin, int[] codewords, int[] lowBits) {
        this.placeOfBin = placeOfBin;
        this.codewords = codewords;
        this.lowBits = lowBits;
        this.near = new int[tableSize(contexts)];
        for (int c = HuffmanTables.AFTER_RUN + 1; c < contexts; c++) {
            fill(c, lowBits[c]);
        }
    }

    /** Entries of a table for so many contexts and for samples in runs. */
    static int tableSize(int contexts) {
        return contexts + 1 << WIDTH_BITS;
    }

    private void fill(int context, int low) {
        int direct = Math.min(REACH, Residuals.DIRECT / 2 << low);
        for (int residual = -direct; residual < direct; residual++) {
            int code = codewords[context * Residuals.SYMBOLS + Residuals.fold(residual >> low)];
            int length = code & KeyedCode.LENGTH_MASK;
            int bits = code >>> KeyedCode.LENGTH_BITS | (residual & (1 << low) - 1) << length;
            near[(context << WIDTH_BITS) + REACH + residual] = length == 0 ? 0 : bits << LENGTH_BITS | length + low;
        }
    }

    /**
     * Counts the symbols of some samples.
     *
     * @param counts for each context {@link Residuals#SYMBOLS} counts to add to
     */
    static void count(int[] residual, byte[] bins, int from, int end, int[] placeOfBin, int[] lowBits, int contexts, int[] counts) {
        // two tables in turn: one after another, equal residuals would wait for each other
        int[] even = new int[tableSize(contexts)];
        int[] odd = new int[tableSize(contexts)];
        int i = from;
        for (; i < end - 1; i += 2) {
            countNearOrFar(residual[i], placeOfBin[bins[i] & 0xff], lowBits, even, counts);
            countNearOrFar(residual[i + 1], placeOfBin[bins[i + 1] & 0xff], lowBits, odd, counts);
        }
        if (i < end) {
            countNearOrFar(residual[i], placeOfBin[bins[i] & 0xff], lowBits, even, counts);
        }
        for (int c = 0; c < contexts; c++) {
            for (int r = -REACH; r < REACH; r++) {
                int place = (c << WIDTH_BITS) + REACH + r;
                counts[c * Residuals.SYMBOLS + symbol(r >> lowBits[c])] += even[place] + odd[place];
            }
        }
    }

    private static void countNearOrFar(int residual, int place, int[] lowBits, int[] near, int[] counts) {
        int r = residual + REACH;
        if (r >>> WIDTH_BITS == 0) {
            near[place + r]++;
        } else {
            int context = place >>> WIDTH_BITS;
            counts[context * Residuals.SYMBOLS + symbol(residual >> lowBits[context])]++;
        }
    }

    private static int symbol(int quotient) {
        int folded = Residuals.fold(quotient);
        return folded < Residuals.DIRECT ? folded : Residuals.escape(folded);
    }

    /** The code of any residual in the context of a bin: its bits shifted left by 6, or'ed with how many. */
    long code(int residual, int bin) {
        int context = placeOfBin[bin] >>> WIDTH_BITS;
        int low = lowBits[context];
        int folded = Residuals.fold(residual >> low);
        int symbol = folded < Residuals.DIRECT ? folded : Residuals.escape(folded);
        int code = codewords[context * Residuals.SYMBOLS + symbol];
        int length = code & KeyedCode.LENGTH_MASK;
        long bits = code >>> KeyedCode.LENGTH_BITS;
        if (folded >= Residuals.DIRECT) {
            int rest = Residuals.escapeBits(symbol);
            bits |= (Residuals.escapeRest(folded) & (1L << rest) - 1) << length;
            length += rest;
        }
        return (bits | (long) (residual & (1 << low) - 1) << length) << 6 | length + low;
    }
}
