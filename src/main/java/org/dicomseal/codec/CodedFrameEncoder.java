package org.dicomseal.codec;

/** Frames in, coded frames out. */
final class CodedFrameEncoder implements FrameEncoder {

    private final FrameFormat format;
    private final JointKey key;
    private final Parallelism parallelism;
    private FrameModel model;
    private long index;

    CodedFrameEncoder(FrameFormat format, JointKey key, Parallelism parallelism) {
        this.format = format;
        this.key = key;
        this.parallelism = parallelism;
        this.model = new FrameModel(format, parallelism);
    }

    @Override
    public byte[] encode(byte[] frame) {
        long at = index++;
        if (model.exists() && frame.length == format.frameLength()) {
            byte[] coded = model(frame, JointStream.of(key, at));
            if (coded.length <= frame.length) {
                return coded;
            }
        }
        // a stored frame is a fresh start on both sides
        model = new FrameModel(format, parallelism);
        return StoredFrame.encode(frame, JointStream.of(key, at));
    }

    private byte[] model(byte[] frame, JointStream joint) {
        JointStream.Mask mask = joint.mask();
        RangeEncoder section = new RangeEncoder();
        PlaneEncoder planes = new PlaneEncoder(section, joint, parallelism);
        try {
            model.encode(frame, section, planes);
        } catch (CodecException impossible) {
            throw new IllegalStateException("the encoder made tables that it would refuse to read", impossible);
        }
        return assemble(frame, section.finish(), planes, mask);
    }

    private static byte[] assemble(byte[] frame, byte[] section, PlaneEncoder planes, JointStream.Mask mask) {
        boolean strips = !planes.strips().isEmpty();
        int check = 1 + (strips ? CodedFrame.LENGTH_BYTES : 0);
        int body = check + FrameCheck.LENGTH;
        byte[] coded = new byte[body + section.length + planes.stripBytes()];
        coded[0] = strips ? CodedFrame.STRIPS : CodedFrame.ADAPTIVE;
        if (strips) {
            CodedFrame.putLength(section.length, coded, 1);
        }
        System.arraycopy(section, 0, coded, body, section.length);
        int at = body + section.length;
        for (byte[] strip : planes.strips()) {
            System.arraycopy(strip, 0, coded, at, strip.length);
            at += strip.length;
        }
        FrameCheck.put(FrameCheck.of(frame, coded, body, coded.length), coded, check);
        mask.apply(coded, check, FrameCheck.LENGTH + section.length);
        return coded;
    }
}
