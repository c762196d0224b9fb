package org.dicomseal.codec;

/** The first bytes of a coded frame: what the rest is. */
final class CodedFrame {

    /** The frame's own bytes. */
    static final byte STORED = 0;
    /** One range-coded section with everything in it. */
    static final byte ADAPTIVE = 1;
    /** The length of a range-coded section, the section, then strips of Huffman-coded planes. */
    static final byte STRIPS = 2;

    /** Bytes of a length. */
    static final int LENGTH_BYTES = 4;

    private CodedFrame() {
    }

    /** Writes a length, most significant byte first. */
    static void putLength(int length, byte[] to, int at) {
        for (int i = 0; i < LENGTH_BYTES; i++) {
            to[at + i] = (byte) (length >>> 8 * (LENGTH_BYTES - 1 - i));
        }
    }

    /** Reads the length at a place, and checks that as much is there. */
    static int length(byte[] in, int at) throws CodecException {
        if (in.length - at < LENGTH_BYTES) {
            throw new CodecException("a coded frame of " + in.length + " bytes");
        }
        int length = 0;
        for (int i = 0; i < LENGTH_BYTES; i++) {
            length = length << 8 | in[at + i] & 0xff;
        }
        if (length < 0 || length > in.length - at - LENGTH_BYTES - FrameCheck.LENGTH) {
            throw new CodecException("a section of " + Integer.toUnsignedString(length) + " bytes in " + in.length);
        }
        return length;
    }
}
