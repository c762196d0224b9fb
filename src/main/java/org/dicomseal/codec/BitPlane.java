package org.dicomseal.codec;

/** Frames of one bit a sample, the first in the lowest bit of the first byte (PS3.5 section 8.1.1). */
final class BitPlane {

    private BitPlane() {
    }

    static Plane unpack(byte[] frame, FrameFormat format) {
        Plane plane = new Plane(format.columns() * format.samplesPerPixel(), format.rows(), 1);
        for (int i = 0; i < plane.size(); i++) {
            plane.samples()[i] = (char) (frame[i >> 3] >> (i & 7) & 1);
        }
        return plane;
    }

    static void pack(Plane plane, byte[] frame) {
        for (int i = 0; i < plane.size(); i++) {
            frame[i >> 3] |= (byte) (plane.samples()[i] << (i & 7));
        }
    }

    /** Codes the bits of the last byte that belong to no sample, or puts them back. */
    static void tail(BinaryCoder section, byte[] frame, FrameFormat format) {
        int samples = format.columns() * format.samplesPerPixel() * format.rows();
        int used = samples & 7;
        if (used != 0) {
            int last = frame.length - 1;
            int tail = section.plain((frame[last] & 0xff) >>> used, 8 - used);
            frame[last] = (byte) (frame[last] & (1 << used) - 1 | tail << used);
        }
    }
}
