package org.dicomseal.codec;

import java.util.Arrays;

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
        JointStream joint = JointStream.of(key, index++);
        if (coded.length > 0 && coded[0] == CodedFrame.STORED) {
            return StoredFrame.decode(coded, joint);
        }
        FrameLayout layout = FrameLayout.of(format);
        if (coded.length == 0 || coded[0] < 0 || coded[0] > CodedFrame.STRIPS || layout == null) {
            throw new CodecException("a coded frame of an unknown mode");
        }
        return model(coded, layout, joint);
    }

    private byte[] model(byte[] coded, FrameLayout layout, JointStream joint) throws CodecException {
        int at = 1;
        int length = coded.length - 1;
        if (coded[0] == CodedFrame.STRIPS) {
            length = 0;
            int b;
            do {
                b = at < coded.length && at <= 4 ? coded[at++] : 0;
                length = length << 7 | b & 0x7f;
            } while (b < 0);
        }
        if (length > coded.length - at) {
            throw new CodecException("a section of " + length + " bytes where " + (coded.length - at) + " are left");
        }
        byte[] in = Arrays.copyOf(coded, coded.length + StripReader.PADDING);
        joint.mask().apply(in, at, length);
        RangeDecoder section = new RangeDecoder(in, at, length);
        int check = section.plain(0, 32);
        int[] next = {at + length};
        byte[] frame = layout.join(section, (width, height, max) -> {
            char[] used = section.plain(0, 1) == 1 ? RankMap.code(section, new char[1], max) : null;
            HuffmanPlaneDecoder plane = new HuffmanPlaneDecoder(width, height, used == null ? max : used.length - 1, section, joint, parallelism);
            section.check();
            next[0] = plane.decode(in, next[0], coded.length);
            return used == null ? plane.plane() : RankMap.unpack(plane.plane(), used, max);
        });
        if (next[0] != coded.length) {
            throw new CodecException(coded.length - next[0] + " bytes after the frame");
        }
        FrameCheck.require(check, frame);
        return frame;
    }
}
