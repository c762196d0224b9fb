package org.dicomseal.codec;

/**
 * Codes the lengths of a Huffman code, each by what the same symbol's length was in the table before and what the symbol of the
 * same sign before it has: lengths grow slowly and alike.
 */
final class LengthCoder {

    private static final int VALUES = HuffmanLengths.LIMIT + 1;
    private static final int TREE = 16;

    private final int[] states = BinaryCoder.states(VALUES * VALUES * TREE);

    /**
     * @param lengths what to code, or what to fill
     * @param before  the table before, as long
     * @throws CodecException if a length is none
     */
    void code(BinaryCoder coder, byte[] lengths, byte[] before) throws CodecException {
        int used = lengths.length;
        while (used > 0 && lengths[used - 1] == 0) {
            used--;
        }
        used = coder.plain(used, 7);
        if (used > lengths.length) {
            throw new CodecException("a code table of " + used + " symbols");
        }
        for (int i = 0; i < used; i++) {
            int neighbour = i >= 2 ? lengths[i - 2] : i == 1 ? lengths[0] : 0;
            int context = (before[i] * VALUES + neighbour) * TREE;
            int node = 1;
            for (int bit = 3; bit >= 0; bit--) {
                node = node << 1 | coder.bit(states, context + node, lengths[i] >>> bit & 1);
            }
            lengths[i] = (byte) (node - TREE);
            if (lengths[i] > HuffmanLengths.LIMIT) {
                throw new CodecException("a codeword of " + lengths[i] + " bits");
            }
        }
    }
}
