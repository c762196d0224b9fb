package org.dicomseal.codestream;

/** The bits of a JPEG scan (ITU-T T.81 F.2.2.5): most significant first; FF 00 stands for FF, FF and anything else ends them. */
final class JpegBits {

    private final byte[] data;
    private int position;
    private long cache;
    private int valid;

    JpegBits(byte[] data, int start) {
        this.data = data;
        restart(start);
    }

    /** Goes on with fresh bits from a byte offset. */
    void restart(int start) {
        position = start;
        cache = 0;
        valid = 0;
    }

    int position() {
        return position;
    }

    private void fill() {
        while (valid <= 56 && position < data.length) {
            byte value = data[position];
            if (value == (byte) 0xFF) {
                if (position + 1 >= data.length || data[position + 1] != 0) {
                    return;
                }
                position++;
            }
            position++;
            cache |= (value & 0xFFL) << (56 - valid);
            valid += 8;
        }
    }

    /** The next 16 bits without using them up, zeros after the last one. */
    int peek16() {
        if (valid < 16) {
            fill();
        }
        return (int) (cache >>> 48);
    }

    /** Uses up bits that were peeked at. */
    void skip(int count) throws CodestreamException {
        if (count > valid) {
            throw ended();
        }
        cache <<= count;
        valid -= count;
    }

    /** The next bits as a number; {@code count} is 1 to 16. */
    int bits(int count) throws CodestreamException {
        if (valid < count) {
            fill();
        }
        int value = (int) (cache >>> (64 - count));
        skip(count);
        return value;
    }

    private CodestreamException ended() {
        return CodestreamException.at(position, "the JPEG scan's bits end early");
    }

    /** Ends the scan and gives the offset of the marker after it, or of the data's end. Less than a byte may be left over. */
    int end() throws CodestreamException {
        fill();
        boolean atMarker = position >= data.length || data[position] == (byte) 0xFF
                && (position + 1 >= data.length || data[position + 1] != 0);
        if (!atMarker || valid >= 8) {
            throw CodestreamException.at(position, "the JPEG scan has bits left over after its last sample");
        }
        return position;
    }
}
