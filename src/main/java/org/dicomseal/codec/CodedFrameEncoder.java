package org.dicomseal.codec;

/** Frames in, coded frames out. */
final class CodedFrameEncoder implements FrameEncoder {

    private final FrameFormat format;
    private final JointKey key;
    private final Parallelism parallelism;
    private long index;

    CodedFrameEncoder(FrameFormat format, JointKey key, Parallelism parallelism) {
        this.format = format;
        this.key = key;
        this.parallelism = parallelism;
    }

    @Override
    public byte[] encode(byte[] frame) {
        return StoredFrame.encode(frame, JointStream.of(key, index++));
    }
}
