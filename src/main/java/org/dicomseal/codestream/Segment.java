package org.dicomseal.codestream;

/** A marker segment's parameters inside a codestream, read in order and never past their end. All numbers are big endian. */
final class Segment {

    private final byte[] data;
    private final int marker;
    private final int end;
    private int position;

    Segment(byte[] data, int marker, int start, int end) {
        this.data = data;
        this.marker = marker;
        this.position = start;
        this.end = end;
    }

    int marker() {
        return marker;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    int remaining() {
        return end - position;
    }

    int uint8() throws CodestreamException {
        if (position >= end) {
            throw CodestreamException.at(position, "marker segment FF" + hex(marker) + " is too short");
        }
        return data[position++] & 0xFF;
    }

    int uint16() throws CodestreamException {
        return uint8() << 8 | uint8();
    }

    long uint32() throws CodestreamException {
        return (long) uint16() << 16 | uint16();
    }

    static String hex(int marker) {
        return String.format("%02X", marker);
    }
}
