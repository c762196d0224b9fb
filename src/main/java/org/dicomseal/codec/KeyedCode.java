package org.dicomseal.codec;

/**
 * A canonical Huffman code whose tree the joint stage has turned: at each inner node a bit of the joint stream says whether its
 * two branches change places. Lengths stay, so the size stays. Codewords are kept with their first bit lowest, as they are
 * written.
 */
final class KeyedCode {

    static final int LENGTH_BITS = 4;
    static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private KeyedCode() {
    }

    /**
     * Codewords for lengths: the codeword shifted left by 4, or'ed with its length; 0 where there is none.
     *
     * @throws CodecException if the lengths leave part of the code space over or claim too much of it; a lone codeword of length 1
     *                        and no codeword at all are fine
     */
    static int[] codewords(byte[] lengths, JointStream joint) throws CodecException {
        int[] codewords = new int[lengths.length];
        int code = 0;
        int previous = 0;
        int turned = 0;
        int used = 0;
        int depth = 0;
        for (int length = 1; length <= HuffmanLengths.LIMIT; length++) {
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] != length) {
                    continue;
                }
                code <<= length - depth;
                if (code >>> length != 0) {
                    throw new CodecException("a code table has more codewords than there is room for");
                }
                int kept = used == 0 ? 0 : 1 + commonPrefix(previous << length - depth, code, length);
                turned = turn(turned, kept, length, joint);
                codewords[symbol] = mirrored(code, turned, length) << LENGTH_BITS | length;
                previous = code++;
                depth = length;
                used++;
            }
        }
        boolean complete = code == 1 << depth || used <= 1;
        if (!complete) {
            throw new CodecException("a code table leaves codewords over");
        }
        return codewords;
    }

    /** A table from the next 11 bits, first bit lowest, to the symbol shifted left by 4, or'ed with its length. */
    static short[] table(int[] codewords) {
        short[] table = new short[1 << HuffmanLengths.LIMIT];
        for (int symbol = 0; symbol < codewords.length; symbol++) {
            int length = codewords[symbol] & LENGTH_MASK;
            if (length == 0) {
                continue;
            }
            short entry = (short) (symbol << LENGTH_BITS | length);
            for (int i = codewords[symbol] >>> LENGTH_BITS; i < table.length; i += 1 << length) {
                table[i] = entry;
            }
        }
        return table;
    }

    /** Leading bits that two codes of a length have in common. */
    private static int commonPrefix(int a, int b, int length) {
        return length - (32 - Integer.numberOfLeadingZeros(a ^ b));
    }

    /** Bit d says whether the node at depth d on the path is turned. The nodes that the last path had too stay as they are. */
    private static int turn(int turned, int kept, int length, JointStream joint) {
        int result = turned & (1 << kept) - 1;
        for (int d = kept; d < length; d++) {
            result |= joint.bits(1) << d;
        }
        return result;
    }

    private static int mirrored(int code, int turned, int length) {
        return Integer.reverse(code) >>> 32 - length ^ turned & (1 << length) - 1;
    }
}
