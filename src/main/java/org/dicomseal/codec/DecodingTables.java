package org.dicomseal.codec;

import java.util.Arrays;

/**
 * What a plane's strips are decoded with, made from {@link HuffmanTables}: for each context a table that gives a codeword's symbol, and
 * a quick one that gives the residual itself, its low bits included if the bits looked at hold them.
 */
final class DecodingTables {

    /** Bits that a quick table is looked into with. Fewer make smaller tables, but noisy images then have many residuals that aren't there. */
    static final int QUICK_BITS = HuffmanLengths.LIMIT;
    /**
     * In a quick table's entry the bits that the residual takes in all; above them the residual. If the low bits are to be read yet, 0;
     * above it so many bits for the codeword's length, and above those the residual without its low bits. An escape's entry is 0.
     */
    static final int LENGTH_BITS = 4;
    static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    /** With more low bits a residual may be too great for an entry. */
    private static final int MOST_QUICK_LOW_BITS = Short.SIZE - LENGTH_BITS - 5;

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
            int codeword = codewords[symbol] >>> KeyedCode.LENGTH_BITS;
            if (length > 0 && length + low <= QUICK_BITS && low <= MOST_QUICK_LOW_BITS) {
                for (int raw = 0; raw < 1 << low; raw++) {
                    fill(Residuals.unfold(symbol) << low | raw, length + low, codeword | raw << length, length + low, from);
                }
            } else if (length > 0) {
                fill(Residuals.unfold(symbol) << LENGTH_BITS | length, 0, codeword, length, from);
            }
        }
    }

    /** Enters a value and a length wherever so many lower bits are these. */
    private void fill(int value, int length, int bits, int known, int from) {
        for (int i = bits; i < 1 << QUICK_BITS; i += 1 << known) {
            quick[from + i] = (short) (value << LENGTH_BITS | length);
        }
    }
}
