package org.dicomseal.codestream;

/** The bits of a packet header (ITU-T T.800 B.10.1): most significant first, a stuffed 0 after every byte FF. */
final class PacketBits {

    private final byte[] data;
    private final int end;
    private int position;
    private int current;
    private int left;

    PacketBits(byte[] data, int start, int end) {
        this.data = data;
        this.position = start;
        this.end = end;
    }

    int position() {
        return position;
    }

    int bit() throws CodestreamException {
        if (left == 0) {
            boolean stuffed = current == 0xFF;
            current = nextByte();
            left = stuffed ? 7 : 8;
        }
        left--;
        return current >> left & 1;
    }

    int bits(int count) throws CodestreamException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Ends the header and gives the offset after it. */
    int end() throws CodestreamException {
        if (current == 0xFF) {
            nextByte();
        }
        return position;
    }

    private int nextByte() throws CodestreamException {
        if (position >= end) {
            throw CodestreamException.at(position, "a packet header reaches past its tile-part");
        }
        return data[position++] & 0xFF;
    }
}
