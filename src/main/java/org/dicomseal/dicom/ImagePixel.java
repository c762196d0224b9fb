package org.dicomseal.dicom;

import java.io.IOException;
import java.util.Set;

/**
 * The Image Pixel module (PS3.3 C.7.6.3) and the number of frames.
 *
 * @param rows                1 to 65535
 * @param columns             1 to 65535
 * @param samplesPerPixel     1 to 65535; in practice 1, 3 or 4
 * @param bitsAllocated       1 to 64; the standard has 1 and multiples of 8, old files also 12
 * @param bitsStored          1 to bitsAllocated; bitsAllocated for floating point
 * @param highBit             bitsStored - 1 to bitsAllocated - 1
 * @param signed              Pixel Representation 1
 * @param planarConfiguration 0 colour by pixel, 1 colour by plane; 0 where there is one sample per pixel
 * @param photometric         as written, without padding
 * @param frames              at least 1
 * @param kind                which of the three pixel data elements holds it
 * @param subsampled          two chroma samples for two pixels (YBR_FULL_422, YBR_PARTIAL_422): 2 instead of 3 samples
 *                            a pixel in native frames
 */
public record ImagePixel(int rows, int columns, int samplesPerPixel, int bitsAllocated, int bitsStored, int highBit,
                         boolean signed, int planarConfiguration, String photometric, int frames, Kind kind,
                         boolean subsampled) {

    /** The element that holds the pixels. */
    public enum Kind {
        INTEGER(Tag.PIXEL_DATA), FLOAT(Tag.FLOAT_PIXEL_DATA), DOUBLE(Tag.DOUBLE_FLOAT_PIXEL_DATA);

        private final int tag;

        Kind(int tag) {
            this.tag = tag;
        }

        public int tag() {
            return tag;
        }
    }

    private static final Set<String> SUBSAMPLED = Set.of("YBR_FULL_422", "YBR_PARTIAL_422");

    /** More would overflow the arithmetic, and no value can hold it (PS3.5 7.1.1: 2^32 - 2 bytes). */
    private static final long MOST_BITS = 1L << 60;

    /** @throws IllegalArgumentException if an attribute is out of its range or contradicts another */
    public ImagePixel {
        require(rows >= 1 && rows <= 0xFFFF, Tag.ROWS, rows);
        require(columns >= 1 && columns <= 0xFFFF, Tag.COLUMNS, columns);
        require(samplesPerPixel >= 1 && samplesPerPixel <= 0xFFFF, Tag.SAMPLES_PER_PIXEL, samplesPerPixel);
        require(bitsAllocated >= 1 && bitsAllocated <= 64, Tag.BITS_ALLOCATED, bitsAllocated);
        require(bitsStored >= 1 && bitsStored <= bitsAllocated, Tag.BITS_STORED, bitsStored);
        require(highBit >= bitsStored - 1 && highBit < bitsAllocated, Tag.HIGH_BIT, highBit);
        require(planarConfiguration == 0 || planarConfiguration == 1, Tag.PLANAR_CONFIGURATION, planarConfiguration);
        require(frames >= 1, Tag.NUMBER_OF_FRAMES, frames);
    }

    private static void require(boolean valid, int tag, long value) {
        if (!valid) {
            throw new IllegalArgumentException(Tag.toString(tag) + ": " + value + " is not possible here");
        }
    }

    /**
     * Reads the module.
     *
     * @throws DicomException which attribute is missing, out of its range, or contradicts another
     */
    public static ImagePixel of(DataSet dataSet) throws IOException {
        Kind kind = kindOf(dataSet);
        int bitsAllocated = required(dataSet, Tag.BITS_ALLOCATED);
        boolean integers = kind == Kind.INTEGER;
        int bitsStored = integers ? required(dataSet, Tag.BITS_STORED) : bitsAllocated;
        int highBit = integers ? required(dataSet, Tag.HIGH_BIT) : bitsAllocated - 1;
        int representation = integers ? number(dataSet, Tag.PIXEL_REPRESENTATION, 0) : 1;
        int samples = required(dataSet, Tag.SAMPLES_PER_PIXEL);
        String photometric = dataSet.string(Tag.PHOTOMETRIC_INTERPRETATION);
        if (photometric == null) {
            throw DicomException.of(Tag.PHOTOMETRIC_INTERPRETATION, "is missing or empty");
        }
        if (representation != 0 && representation != 1) {
            throw DicomException.of(Tag.PIXEL_REPRESENTATION, representation + " is not possible here");
        }
        try {
            ImagePixel image = new ImagePixel(required(dataSet, Tag.ROWS), required(dataSet, Tag.COLUMNS), samples,
                    bitsAllocated, bitsStored, highBit, representation == 1,
                    samples == 1 ? 0 : number(dataSet, Tag.PLANAR_CONFIGURATION, 0), photometric,
                    number(dataSet, Tag.NUMBER_OF_FRAMES, 1), kind, samples == 3 && SUBSAMPLED.contains(photometric));
            if (image.frameBits() > MOST_BITS / image.frames()) {
                throw DicomException.of(kind.tag(), "rows, columns, samples, bits and frames are more than a value can hold");
            }
            return image.asStored(dataSet.get(kind.tag()));
        } catch (IllegalArgumentException fault) {
            throw new DicomException(fault.getMessage());
        }
    }

    /** Some writers name a subsampled photometric interpretation over samples that are all there. */
    private ImagePixel asStored(Element pixels) {
        ImagePixel full = new ImagePixel(rows, columns, samplesPerPixel, bitsAllocated, bitsStored, highBit, signed,
                planarConfiguration, photometric, frames, kind, false);
        boolean allThere = pixels instanceof ValueElement value && value.length() >= full.nativeLength();
        return subsampled && allThere ? full : this;
    }

    private static Kind kindOf(DataSet dataSet) throws DicomException {
        for (Kind kind : Kind.values()) {
            if (dataSet.contains(kind.tag())) {
                return kind;
            }
        }
        throw DicomException.of(Tag.PIXEL_DATA, "there is no pixel data");
    }

    private static int required(DataSet dataSet, int tag) throws IOException {
        int value = number(dataSet, tag, -1);
        if (value < 0) {
            throw DicomException.of(tag, "is missing, empty or negative");
        }
        return value;
    }

    private static int number(DataSet dataSet, int tag, int otherwise) throws IOException {
        try {
            return dataSet.intValue(tag, otherwise);
        } catch (ArithmeticException tooLarge) {
            throw DicomException.of(tag, "is out of range");
        }
    }

    /** Bits of one native frame. */
    public long frameBits() {
        long samples = subsampled ? 2 : samplesPerPixel;
        return (long) rows * columns * samples * bitsAllocated;
    }

    /** Bytes of one native frame when it stands alone: the bits rounded up. */
    public long frameLength() {
        return (frameBits() + 7) / 8;
    }

    /** Bytes of all native frames; one-bit frames follow each other without padding (PS3.5 8.1.1). Not rounded up to even. */
    public long nativeLength() {
        return (frameBits() * frames + 7) / 8;
    }
}
