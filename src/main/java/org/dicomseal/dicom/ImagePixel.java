package org.dicomseal.dicom;

import java.io.IOException;

/**
 * The Image Pixel module (PS3.3 C.7.6.3) and the number of frames.
 *
 * @param rows, columns        1 to 65535
 * @param bitsAllocated        1, or a multiple of 8 up to 64; old files also 12
 * @param signed               Pixel Representation 1
 * @param planarConfiguration  0 colour by pixel, 1 colour by plane; 0 where there is one sample per pixel
 * @param photometric          as written, without padding
 * @param frames               at least 1
 * @param kind                 which of the three pixel data elements holds it
 */
public record ImagePixel(int rows, int columns, int samplesPerPixel, int bitsAllocated, int bitsStored, int highBit,
                         boolean signed, int planarConfiguration, String photometric, int frames, Kind kind) {

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

    /**
     * @throws DicomException which attribute is missing, or contradicts which
     */
    public static ImagePixel of(DataSet dataSet) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Bits of one native frame, subsampled where the photometric interpretation is YBR_FULL_422. */
    public long frameBits() {
        throw new UnsupportedOperationException();
    }

    /** Bytes of one native frame when it stands alone: the bits rounded up. */
    public long frameLength() {
        return (frameBits() + 7) / 8;
    }

    /** Bytes of all native frames; one-bit frames follow each other without padding (PS3.5 8.1.1). Not rounded up to even. */
    public long nativeLength() {
        throw new UnsupportedOperationException();
    }
}
