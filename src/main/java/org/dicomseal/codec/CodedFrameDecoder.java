package org.dicomseal.codec;

/** Coded frames in, frames out. */
final class CodedFrameDecoder implements FrameDecoder {

    private final FrameFormat format;
    private final JointKey key;
    private final Parallelism parallelism;
    private long index;

    CodedFrameDecoder(FrameFormat format, JointKey key, Parallelism parallelism) {
        this.format = format;
        this.key = key;
        this.parallelism = parallelism;
    }

    @Override
    public byte[] decode(byte[] coded) throws CodecException {
        return StoredFrame.decode(coded, JointStream.of(key, index++));
    }
}
