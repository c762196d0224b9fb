package org.dicomseal.watermark;

/** How much a mark carries: a prefix of the owner code and the 64-bit tag that binds it to its frame. */
public enum MarkTier {
    /** 1024 bits of owner code: 1088 bits in all. */
    FULL(128, 60),
    /** 256 bits of owner code: 320 bits in all. */
    MEDIUM(32, 57),
    /** 64 bits of owner code: 128 bits in all. */
    SMALL(8, 54);

    /** Bytes of the tag that binds a mark to its object and frame. */
    static final int TAG_BYTES = 8;

    private final int codeBytes;
    private final double leastPsnr;

    MarkTier(int codeBytes, double leastPsnr) {
        this.codeBytes = codeBytes;
        this.leastPsnr = leastPsnr;
    }

    /** Bytes of owner code that this tier carries. */
    public int codeBytes() {
        return codeBytes;
    }

    /** What a frame with this mark keeps, in dB against the span of the values that it uses: a larger mark has to be better hidden. */
    double leastPsnr() {
        return leastPsnr;
    }

    /** Bits of payload: owner code and tag. */
    public int payloadBits() {
        return 8 * (codeBytes + TAG_BYTES);
    }
}
