package org.dicomseal.dicom;

import java.io.IOException;
import java.io.OutputStream;

/** The way back from {@link NativePixelData#frame}: puts frames one after the other, also those that end inside a byte. */
public final class FrameJoiner {

    private final OutputStream out;
    private final long frameBits;
    private int held;
    private int heldBits;

    public FrameJoiner(OutputStream out, ImagePixel image) {
        this.out = out;
        this.frameBits = image.frameBits();
    }

    /** @param frame the frame's bytes in little endian order, {@link ImagePixel#frameLength()} of them */
    public void add(byte[] frame) throws IOException {
        if (frame.length != (frameBits + 7) / 8) {
            throw new IllegalArgumentException("a frame of " + frame.length + " bytes, not of " + (frameBits + 7) / 8);
        }
        int spareBits = (int) (frame.length * 8L - frameBits);
        if (heldBits == 0 && spareBits == 0) {
            out.write(frame);
            return;
        }
        for (int i = 0; i < frame.length; i++) {
            int bits = i == frame.length - 1 ? 8 - spareBits : 8;
            held |= (frame[i] & 0xFF & (1 << bits) - 1) << heldBits;
            heldBits += bits;
            if (heldBits >= 8) {
                out.write(held);
                held >>>= 8;
                heldBits -= 8;
            }
        }
    }

    /** Writes the last byte, if frames end inside it, with what {@link NativePixelData#surplusBits()} gave. */
    public void finish(int surplusBits) throws IOException {
        if (heldBits > 0) {
            out.write(held | surplusBits);
            heldBits = 0;
        }
    }
}
