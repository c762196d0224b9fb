package org.dicomseal.codec;

import java.util.Objects;

/**
 * The shape of one native frame: pixel words in DICOM's little-endian order (PS3.5 section 8.1 and annex D).
 * Any combination is accepted, odd ones too; what the codec has no model for it stores.
 *
 * @param rows            pixels down, 0 to 65535
 * @param columns         pixels across, 0 to 65535
 * @param samplesPerPixel samples a pixel, 0 to 65535
 * @param bitsAllocated   bits a sample takes in the frame
 * @param bitsStored      bits of them that are the sample
 * @param highBit         the most significant bit of the sample in its word
 * @param signed          two's complement samples
 * @param planar          all of one sample first, then the next (Planar Configuration 1)
 * @param photometric     what the samples mean
 */
public record FrameFormat(int rows, int columns, int samplesPerPixel, int bitsAllocated, int bitsStored, int highBit,
                          boolean signed, boolean planar, Photometric photometric) {

    private static final int MOST = 65535;

    /** @throws IllegalArgumentException if a count doesn't fit 16 unsigned bits, as every one of these attributes must */
    public FrameFormat {
        check("rows", rows);
        check("columns", columns);
        check("samples per pixel", samplesPerPixel);
        check("bits allocated", bitsAllocated);
        check("bits stored", bitsStored);
        check("high bit", highBit);
        Objects.requireNonNull(photometric, "photometric");
    }

    private static void check(String what, int value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException(what + " is " + value + ", not 0 to " + MOST);
        }
    }

    /**
     * The bytes of one frame. With fewer than 8 bits a sample the frame starts on a byte of its own, the first pixel in the
     * least significant bit.
     */
    public long frameLength() {
        long pixels = (long) rows * columns;
        if (photometric == Photometric.YBR_422 && samplesPerPixel == 3) {
            return (pixels * 2 * bitsAllocated + 7) / 8;
        }
        return (pixels * samplesPerPixel * bitsAllocated + 7) / 8;
    }
}
