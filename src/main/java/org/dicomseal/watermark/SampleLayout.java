package org.dicomseal.watermark;

/**
 * The shape of one native little-endian frame and which of its values are no image (PS3.3 section C.7.6.3).
 *
 * @param rows            pixels down, at least 1
 * @param columns         pixels across, at least 1
 * @param samplesPerPixel samples a pixel, at least 1
 * @param bitsAllocated   bits a sample takes in the frame
 * @param bitsStored      bits of them that are the sample
 * @param highBit         the most significant bit of the sample in its word
 * @param signed          two's complement samples (Pixel Representation 1)
 * @param planar          all of one sample first, then the next (Planar Configuration 1)
 * @param meaning         what the samples mean
 * @param padding         values that pad the image to a rectangle (Pixel Padding Value and its range limit), or {@link Padding#NONE}
 */
public record SampleLayout(int rows, int columns, int samplesPerPixel, int bitsAllocated, int bitsStored, int highBit,
                           boolean signed, boolean planar, SampleMeaning meaning, Padding padding) {

    /**
     * An inclusive range of sample values, signed or not as the samples are.
     *
     * @param low  the least padding value
     * @param high the greatest; less than {@code low} when nothing is padding
     */
    public record Padding(int low, int high) {

        /** No padding. */
        public static final Padding NONE = new Padding(0, -1);
    }

    /** @throws IllegalArgumentException if a size isn't positive, or the stored bits don't lie in the allocated ones */
    public SampleLayout {
        if (rows < 1 || columns < 1 || samplesPerPixel < 1) {
            throw new IllegalArgumentException(rows + " rows, " + columns + " columns, " + samplesPerPixel + " samples: not an image");
        }
        if (bitsStored < 1 || bitsStored > bitsAllocated || highBit >= bitsAllocated || highBit < bitsStored - 1) {
            throw new IllegalArgumentException("bits stored " + bitsStored + " with high bit " + highBit + " don't fit in "
                    + bitsAllocated + " bits allocated");
        }
    }

    /** Bytes of one frame of 8 or 16 bits allocated. */
    long frameBytes() {
        return (long) rows * columns * samplesPerPixel * (bitsAllocated / 8);
    }

    /** The greatest value of a sample above its least: the peak of the signal-to-noise ratio at actual depth. */
    public int peak() {
        return (1 << bitsStored) - 1;
    }
}
