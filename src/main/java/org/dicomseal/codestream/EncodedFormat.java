package org.dicomseal.codestream;

/**
 * What a data set's Image Pixel module (PS3.3 C.7.6.3) says of one encoded frame. It may contradict the codestream: decoders
 * refuse another size or number of samples, and take bits from the codestream but their meaning (sign) from here.
 *
 * @param rows                (0028,0010), 1 to 65535
 * @param columns             (0028,0011), 1 to 65535
 * @param samplesPerPixel     (0028,0002), 1 to 4
 * @param bitsAllocated       (0028,0100), 1 or a multiple of 8 up to 64
 * @param bitsStored          (0028,0101), 1 to bitsAllocated
 * @param highBit             (0028,0102)
 * @param signed              Pixel Representation (0028,0103) is 1
 * @param planarConfiguration (0028,0006), 0 = pixel by pixel, 1 = plane by plane; 0 where absent
 * @param photometric         Photometric Interpretation (0028,0004)
 */
public record EncodedFormat(int rows, int columns, int samplesPerPixel, int bitsAllocated, int bitsStored, int highBit,
                            boolean signed, int planarConfiguration, String photometric) {

    /** No frame that decodes to more bytes than this is decoded: 1 GiB. */
    public static final long MAX_FRAME_LENGTH = 1L << 30;

    public EncodedFormat {
        require(rows >= 1 && rows <= 0xFFFF, "Rows", rows);
        require(columns >= 1 && columns <= 0xFFFF, "Columns", columns);
        require(samplesPerPixel >= 1 && samplesPerPixel <= 4, "Samples per Pixel", samplesPerPixel);
        require(bitsAllocated == 1 || bitsAllocated % 8 == 0 && bitsAllocated >= 8 && bitsAllocated <= 64,
                "Bits Allocated", bitsAllocated);
        require(bitsStored >= 1 && bitsStored <= bitsAllocated, "Bits Stored", bitsStored);
        require(highBit >= 0 && highBit < bitsAllocated, "High Bit", highBit);
        require(planarConfiguration == 0 || planarConfiguration == 1, "Planar Configuration", planarConfiguration);
        photometric = photometric == null ? "" : photometric.strip();
    }

    private static void require(boolean holds, String attribute, int value) {
        if (!holds) {
            throw new IllegalArgumentException(attribute + " " + value + " is not a value that a frame can be decoded with");
        }
    }

    /** Samples in the frame, all components together. */
    public long samples() {
        return (long) rows * columns * samplesPerPixel;
    }

    /**
     * Bytes of the decoded frame. A frame of single bits is rounded up to whole bytes by itself, while native Pixel Data
     * packs the next frame right after the last bit (PS3.5 8.1.1): who joins such frames has to shift them.
     */
    public long frameLength() {
        return bitsAllocated == 1 ? (samples() + 7) / 8 : samples() * (bitsAllocated / 8);
    }

    /** The same format with another Photometric Interpretation. */
    EncodedFormat withPhotometric(String other) {
        return new EncodedFormat(rows, columns, samplesPerPixel, bitsAllocated, bitsStored, highBit, signed,
                planarConfiguration, other);
    }

    /** The same format with another Planar Configuration. */
    EncodedFormat withPlanarConfiguration(int other) {
        return new EncodedFormat(rows, columns, samplesPerPixel, bitsAllocated, bitsStored, highBit, signed, other, photometric);
    }

    /** The format of samples that are all there: chroma at full size is no longer 4:2:2 (PS3.3 C.7.6.3.1.2). */
    EncodedFormat withFullChroma() {
        return photometric.equals("YBR_FULL_422") ? withPhotometric("YBR_FULL") : this;
    }

    /** The frame's length as an array size, or a refusal where it is over {@link #MAX_FRAME_LENGTH}. */
    int boundedFrameLength() throws CodestreamException {
        if (frameLength() > MAX_FRAME_LENGTH) {
            throw new CodestreamException("a frame of " + frameLength() + " bytes is over the limit of " + MAX_FRAME_LENGTH);
        }
        return (int) frameLength();
    }
}
