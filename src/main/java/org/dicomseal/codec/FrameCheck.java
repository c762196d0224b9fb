package org.dicomseal.codec;

import java.util.zip.CRC32C;

/** The check value over a frame's native bytes (CRC-32C, RFC 3720 appendix B.4): what comes out is what went in, or an error. */
final class FrameCheck {

    /** Bytes of a check value, least significant first. */
    static final int LENGTH = 4;

    private FrameCheck() {
    }

    static int of(byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame);
        return (int) crc.getValue();
    }

    static void put(int check, byte[] to, int at) {
        for (int i = 0; i < LENGTH; i++) {
            to[at + i] = (byte) (check >>> 8 * i);
        }
    }

    static int get(byte[] from, int at) {
        int check = 0;
        for (int i = 0; i < LENGTH; i++) {
            check |= (from[at + i] & 0xff) << 8 * i;
        }
        return check;
    }

    static void require(int check, byte[] frame) throws CodecException {
        if (check != of(frame)) {
            throw new CodecException("the frame's check value is wrong");
        }
    }
}
