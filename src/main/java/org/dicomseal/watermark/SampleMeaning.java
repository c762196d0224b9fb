package org.dicomseal.watermark;

/** What the samples of a pixel mean, as far as a mark has to know (Photometric Interpretation, PS3.3 section C.7.6.3.1.2). */
public enum SampleMeaning {
    /** One grey sample: MONOCHROME1, MONOCHROME2. */
    GREY,
    /** Red, green, blue. */
    RGB,
    /** A luminance and two full-size chrominance samples: YBR_FULL, YBR_RCT, YBR_ICT. */
    LUMA_CHROMA,
    /** An index into a palette or a label: a value next to it means something else entirely. */
    INDEX,
    /** Anything else: subsampled chrominance, an alpha sample, an unknown one. Never marked. */
    OTHER
}
