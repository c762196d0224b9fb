package org.dicomseal.node.config;

/** What a destination is given on retrieval. */
public enum View {
    /** The image bit for bit as it was sent. */
    ORIGINAL,
    /** The image with the watermark left in. */
    WATERMARKED
}
