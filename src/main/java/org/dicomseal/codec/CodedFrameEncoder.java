package org.dicomseal.codec;

import java.io.ByteArrayOutputStream;

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
        long at = index++;
        FrameLayout layout = FrameLayout.of(format);
        if (layout != null && frame.length == format.frameLength()) {
            try {
                byte[] coded = model(layout, frame, JointStream.of(key, at));
                if (coded.length < frame.length) {
                    return coded;
                }
            } catch (CodecException impossible) {
                throw new IllegalStateException("the encoder made tables that it would refuse to read", impossible);
            }
        }
        return StoredFrame.encode(frame, JointStream.of(key, at));
    }

    private byte[] model(FrameLayout layout, byte[] frame, JointStream joint) throws CodecException {
        JointStream.Mask mask = joint.mask();
        RangeEncoder section = new RangeEncoder();
        section.plain(FrameCheck.of(frame), 32);
        PlaneEncoder planes = new PlaneEncoder(section, joint, parallelism);
        for (Plane plane : layout.split(frame, section)) {
            planes.encode(plane);
        }
        byte[] head = section.finish();
        mask.apply(head, 0, head.length);
        ByteArrayOutputStream coded = new ByteArrayOutputStream(frame.length / 2 + head.length + 64);
        boolean strips = !planes.strips().isEmpty();
        coded.write(strips ? CodedFrame.STRIPS : CodedFrame.ADAPTIVE);
        if (strips) {
            for (int shift = 21; shift >= 0; shift -= 7) {
                if (shift == 0 || head.length >>> shift != 0) {
                    coded.write(head.length >>> shift & 0x7f | (shift == 0 ? 0 : 0x80));
                }
            }
        }
        coded.writeBytes(head);
        planes.strips().forEach(coded::writeBytes);
        return coded.toByteArray();
    }
}
