package org.dicomseal.codec;

/** The first byte of a coded frame: what the rest is. */
final class CodedFrame {

    /** The frame's own bytes. */
    static final byte STORED = 0;
    /** One range-coded section with everything in it. */
    static final byte ADAPTIVE = 1;
    /** The length of a range-coded section, the section, then strips of Huffman-coded planes. */
    static final byte STRIPS = 2;

    private CodedFrame() {
    }
}
