package org.dicomseal.watermark;

/** Why an image, or a frame of it, carries no mark. */
public enum NotMarkedReason {
    /** One bit a sample: there is no value next to a value. */
    ONE_BIT("one-bit pixels"),
    /** Palette indices, labels and segmentations: a value next to it means something else. */
    LABELS("palette indices or labels"),
    /** Dose grids and parametric maps: the values are read by machines as quantities. */
    QUANTITIES("a dose grid or a parametric map"),
    /** The pixels are sealed in their codestream, byte for byte. */
    CODESTREAM("kept in its compressed codestream"),
    /** Samples that aren't 8 or 16 bits allocated, subsampled chrominance, or a frame whose length doesn't fit its shape. */
    UNSUPPORTED_PIXELS("a pixel format that is never marked"),
    /** Fewer pixels than the smallest mark needs. */
    TOO_SMALL("too few pixels"),
    /** Constant, or a drawing: no value has enough others near it on both sides. */
    FEW_VALUES("too few different values near each other"),
    /** Saturated, or on a ground that is all of one value: hardly a pixel lies away from the ends of the values that occur. */
    AT_THE_END("nearly all of its pixels are at the least or the greatest value"),
    /** Too few pixels have neighbours that tell their value well enough for the smallest mark. */
    NO_ROOM("too little room in its values"),
    /** The mark would have cost more than the 54 dB and the structural similarity of 0.9999 that every marked image keeps. */
    TOO_VISIBLE("the mark would be too strong for so few values"),
    /** A large image that compresses so well that even the smallest mark would cost more than half a percent of its size. */
    TOO_COSTLY("the image is so simple that a mark would cost more than half a percent of its compressed size"),
    /** The blind reading or the removal of the finished mark failed, so it was thrown away. */
    SELF_CHECK("the mark did not read back");

    private final String text;

    NotMarkedReason(String text) {
        this.text = text;
    }

    /** The reason in words, for reports and logs. */
    public String text() {
        return text;
    }
}
