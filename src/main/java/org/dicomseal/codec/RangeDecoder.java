package org.dicomseal.codec;

/** The reading half of the range coder. Past the end it reads zeros, which the encoder leaves out; too many of them are an error. */
final class RangeDecoder extends BinaryCoder {

    private static final int TAIL = 8;

    private final byte[] in;
    private final int end;
    private long position;
    private long code;
    private long range = RangeEncoder.TOP - 1;

    /** Reads length bytes from an offset; both must lie inside. */
    RangeDecoder(byte[] in, int offset, int length) {
        this.in = in;
        this.position = offset;
        this.end = offset + length;
        for (int i = 0; i < 6; i++) {
            code = code << 8 | nextByte();
        }
    }

    @Override
    int coded(int bit, int probability) {
        long ones = (range >>> PRECISION) * probability;
        int value;
        if (code < ones) {
            range = ones;
            value = 1;
        } else {
            code -= ones;
            range -= ones;
            value = 0;
        }
        while (range < RangeEncoder.BOTTOM) {
            code = code << 8 | nextByte();
            range <<= 8;
        }
        return value;
    }

    /** @throws CodecException if more was asked for than the bytes can have said */
    void check() throws CodecException {
        if (position > end + (long) TAIL) {
            throw new CodecException("the coded frame ends too early");
        }
    }

    private int nextByte() {
        long at = position++;
        return at < end ? in[(int) at] & 0xff : 0;
    }
}
