package org.dicomseal.codec;

import java.util.Arrays;

/** The fallback for a frame that no model makes smaller: a mode byte, then masked the frame's check value and the frame. */
final class StoredFrame {

    private static final int HEADER = 1 + FrameCheck.LENGTH;

    private StoredFrame() {
    }

    static byte[] encode(byte[] frame, JointStream joint) {
        byte[] coded = new byte[HEADER + frame.length];
        coded[0] = CodedFrame.STORED;
        System.arraycopy(frame, 0, coded, HEADER, frame.length);
        FrameCheck.put(FrameCheck.of(frame, coded, HEADER, coded.length), coded, 1);
        joint.mask().apply(coded, 1, coded.length - 1);
        return coded;
    }

    static byte[] decode(byte[] coded, JointStream joint) throws CodecException {
        if (coded.length < HEADER) {
            throw new CodecException("a stored frame of " + coded.length + " bytes");
        }
        byte[] clear = coded.clone();
        joint.mask().apply(clear, 1, clear.length - 1);
        byte[] frame = Arrays.copyOfRange(clear, HEADER, clear.length);
        FrameCheck.require(frame, clear, HEADER, clear.length);
        return frame;
    }
}
