package org.dicomseal.codec;

import java.util.Arrays;

/** Coded frames in, frames out. */
final class CodedFrameDecoder implements FrameDecoder {

    private final FrameFormat format;
    private final JointKey key;
    private final Parallelism parallelism;
    private FrameModel model;
    private long index;

    CodedFrameDecoder(FrameFormat format, JointKey key, Parallelism parallelism) {
        this.format = format;
        this.key = key;
        this.parallelism = parallelism;
        this.model = new FrameModel(format, parallelism);
    }

    @Override
    public byte[] decode(byte[] coded) throws CodecException {
        JointStream joint = JointStream.of(key, index++);
        if (coded.length == 0) {
            throw new CodecException("an empty coded frame");
        }
        switch (coded[0]) {
            case CodedFrame.STORED:
                model = new FrameModel(format, parallelism);
                return StoredFrame.decode(coded, joint);
            case CodedFrame.ADAPTIVE:
                return model(coded, 1, coded.length - 1 - FrameCheck.LENGTH, joint);
            case CodedFrame.STRIPS:
                return model(coded, 1 + CodedFrame.LENGTH_BYTES, CodedFrame.length(coded, 1), joint);
            default:
                throw new CodecException("a coded frame of mode " + coded[0]);
        }
    }

    private byte[] model(byte[] coded, int from, int length, JointStream joint) throws CodecException {
        if (length < 0) {
            throw new CodecException("a coded frame of " + coded.length + " bytes");
        }
        if (!model.exists()) {
            throw new CodecException("a modelled frame of a format that has no model");
        }
        byte[] in = Arrays.copyOf(coded, coded.length + StripReader.PADDING);
        int body = from + FrameCheck.LENGTH;
        joint.mask().apply(in, from, FrameCheck.LENGTH + length);
        RangeDecoder section = new RangeDecoder(in, body, length);
        PlaneDecoder planes = new PlaneDecoder(section, joint, parallelism, in, body + length, coded.length);
        byte[] frame = model.decode(section, planes);
        planes.requireEnd();
        FrameCheck.require(frame, in, body, coded.length);
        return frame;
    }
}
