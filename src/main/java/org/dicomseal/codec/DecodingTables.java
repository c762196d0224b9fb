package org.dicomseal.codec;

import java.util.Arrays;

/**
 * What a plane's strips are decoded with, made from {@link HuffmanTables}: for each context a table that gives a codeword's symbol, and
 * a quick one that gives, where the next bits hold a whole residual, the residual itself.
 */
final class DecodingTables {

    /** Bits that a quick table is looked into with. Fewer make smaller tables, but noisy images then have many residuals that aren't there. */
    static final int QUICK_BITS = HuffmanLengths.LIMIT;
    /** In a quick table's entry the bits that the residual takes in all, 0 if it isn't there; above them the residual. */
    static final int QUICK_LENGTH_BITS = 4;
    static final int QUICK_LENGTH_MASK = (1 << QUICK_LENGTH_BITS) - 1;

    /** For each activity, shifted, where its context's part of {@link #quick} begins. */
    final int[] contextOfActivity;
    final int shift;
    final short[] quick;
    /** For each context the symbols and lengths of codewords, as {@link KeyedCode#table} has them. */
    final short[][] symbols;
    final short[] runs;
    final int[] lowBits;

    /**
     * Turns the tables' codes.
     *
     * @throws CodecException if code lengths make no code
     */
    DecodingTables(HuffmanTables tables, JointStream joint) throws CodecException {
        int contexts = tables.contexts;
        lowBits = tables.lowBits;
        shift = tables.activities.shift;
        quick = new short[contexts << QUICK_BITS];
        symbols = new short[contexts][];
        int[] begin = new int[contexts];
        for (int c = 0; c < contexts; c++) {
            int[] codewords = KeyedCode.codewords(tables.lengths[c], joint);
            symbols[c] = KeyedCode.table(codewords);
            begin[c] = c << QUICK_BITS;
            fill(codewords, lowBits[c], begin[c]);
        }
        runs = KeyedCode.table(KeyedCode.codewords(tables.runLengths, joint));
        contextOfActivity = tables.activities.table(Arrays.copyOfRange(begin, HuffmanTables.AFTER_RUN + 1, contexts));
    }

    private void fill(int[] codewords, int low, int from) {
        for (int symbol = 0; symbol < Residuals.DIRECT; symbol++) {
            int length = codewords[symbol] & KeyedCode.LENGTH_MASK;
            if (length > 0 && length + low <= QUICK_BITS) {
                int codeword = codewords[symbol] >>> KeyedCode.LENGTH_BITS;
                for (int raw = 0; raw < 1 << low; raw++) {
                    fill(Residuals.unfold(symbol) << low | raw, codeword | raw << length, length + low, from);
                }
            }
        }
    }

    /** Enters a residual wherever the lower bits are those that tell it, unless it is too great for an entry. */
    private void fill(int residual, int bits, int length, int from) {
        short entry = (short) (residual << QUICK_LENGTH_BITS | length);
        if (entry >> QUICK_LENGTH_BITS == residual) {
            for (int i = bits; i < 1 << QUICK_BITS; i += 1 << length) {
                quick[from + i] = entry;
            }
        }
    }
}
