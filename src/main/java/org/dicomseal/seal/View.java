package org.dicomseal.seal;

/** What of an image is given back. */
public enum View {
    /** Bit for bit what was sealed. */
    ORIGINAL,
    /** The watermark stays in the pixels. An object that carries none comes back as it was sealed. */
    WATERMARKED
}
