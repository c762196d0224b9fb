package org.dicomseal.codec;

import java.util.zip.CRC32C;

/**
 * The check value of a coded frame: CRC-32C (RFC 3720 appendix B.4) over the frame's native bytes, then over the coded bytes that
 * follow the check value, unmasked. What comes out is what went in, or an error; and one frame has one coded form.
 */
final class FrameCheck {

    /** Bytes of a check value, least significant first. */
    static final int LENGTH = 4;

    private FrameCheck() {
    }

    /** The check value of a frame, for coded bytes from an offset to an end. */
    static int of(byte[] frame, byte[] coded, int from, int end) {
        CRC32C crc = new CRC32C();
        crc.update(frame);
        crc.update(coded, from, end - from);
        return (int) crc.getValue();
    }

    static void put(int check, byte[] to, int at) {
        for (int i = 0; i < LENGTH; i++) {
            to[at + i] = (byte) (check >>> 8 * i);
        }
    }

    private static int get(byte[] from, int at) {
        int check = 0;
        for (int i = 0; i < LENGTH; i++) {
            check |= (from[at + i] & 0xff) << 8 * i;
        }
        return check;
    }

    /** @throws CodecException unless the check value before an offset is that of the frame and the coded bytes from there on */
    static void require(byte[] frame, byte[] coded, int from, int end) throws CodecException {
        if (get(coded, from - LENGTH) != of(frame, coded, from, end)) {
            throw new CodecException("the frame's check value is wrong");
        }
    }
}
