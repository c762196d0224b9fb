package org.dicomseal.codestream;

/** A JPEG Huffman table (ITU-T T.81 Annex C), ready for decoding codes of at most 16 bits. */
final class HuffmanTable {

    private static final int QUICK_BITS = 9;
    private static final int LONGEST = 16;

    /** For the next QUICK_BITS bits: length of the code in the upper byte and its value, or 0 where the code is longer. */
    private final short[] quick = new short[1 << QUICK_BITS];
    /** Largest code of each length, as 16 bits from the top, plus one; 0 where there is none. */
    private final int[] past = new int[LONGEST + 1];
    private final int[] first = new int[LONGEST + 1];
    private final int[] offset = new int[LONGEST + 1];
    private final byte[] values;

    private HuffmanTable(int[] counts, byte[] values) {
        this.values = values;
        int code = 0;
        int next = 0;
        for (int length = 1; length <= LONGEST; length++) {
            first[length] = code;
            offset[length] = next;
            for (int i = 0; i < counts[length]; i++, code++, next++) {
                if (length <= QUICK_BITS) {
                    int from = code << (QUICK_BITS - length);
                    for (int j = 0; j < 1 << (QUICK_BITS - length); j++) {
                        quick[from + j] = (short) (length << 8 | values[next] & 0xFF);
                    }
                }
            }
            past[length] = counts[length] == 0 ? 0 : code << (LONGEST - length);
            code <<= 1;
        }
    }

    /** Reads one table of a DHT segment, after its class and destination. */
    static HuffmanTable read(Segment segment) throws CodestreamException {
        int[] counts = new int[LONGEST + 1];
        int total = 0;
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            counts[length] = segment.uint8();
            total += counts[length];
            code = code * 2 + counts[length];
            if (code > 1 << length) {
                throw CodestreamException.at(segment.position(), "a Huffman table with more codes than " + length + " bits have");
            }
        }
        if (total > 256) {
            throw CodestreamException.at(segment.position(), "a Huffman table with " + total + " codes");
        }
        byte[] values = new byte[total];
        for (int i = 0; i < total; i++) {
            values[i] = (byte) segment.uint8();
        }
        return new HuffmanTable(counts, values);
    }

    /** Decodes the next value, 0 to 255. */
    int decode(JpegBits in) throws CodestreamException {
        int ahead = in.peek16();
        int entry = quick[ahead >>> (LONGEST - QUICK_BITS)];
        if (entry != 0) {
            in.skip(entry >> 8);
            return entry & 0xFF;
        }
        for (int length = QUICK_BITS + 1; length <= LONGEST; length++) {
            if (ahead < past[length]) {
                in.skip(length);
                return values[offset[length] + (ahead >>> (LONGEST - length)) - first[length]] & 0xFF;
            }
        }
        throw CodestreamException.at(in.position(), "bits that are no Huffman code");
    }
}
