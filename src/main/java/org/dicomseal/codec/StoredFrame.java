package org.dicomseal.codec;

import java.util.Arrays;
import java.util.zip.CRC32C;

/** The fallback for a frame that no model makes smaller: a mode byte, the frame's CRC-32C, the frame; all but the mode masked. */
final class StoredFrame {

    static final byte MODE = 0;
    static final int HEADER = 5;

    private StoredFrame() {
    }

    static byte[] encode(byte[] frame, JointStream joint) {
        byte[] coded = new byte[HEADER + frame.length];
        coded[0] = MODE;
        System.arraycopy(frame, 0, coded, HEADER, frame.length);
        int check = check(frame);
        for (int i = 0; i < 4; i++) {
            coded[1 + i] = (byte) (check >>> 8 * i);
        }
        joint.mask(coded, 1, coded.length - 1);
        return coded;
    }

    static byte[] decode(byte[] coded, JointStream joint) throws CodecException {
        if (coded.length < HEADER || coded[0] != MODE) {
            throw new CodecException("a coded frame of " + coded.length + " bytes and an unknown mode");
        }
        byte[] clear = coded.clone();
        joint.mask(clear, 1, clear.length - 1);
        byte[] frame = Arrays.copyOfRange(clear, HEADER, clear.length);
        int check = 0;
        for (int i = 0; i < 4; i++) {
            check |= (clear[1 + i] & 0xff) << 8 * i;
        }
        if (check != check(frame)) {
            throw new CodecException("the frame's check value is wrong");
        }
        return frame;
    }

    private static int check(byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame);
        return (int) crc.getValue();
    }
}
