package org.dicomseal.codec;

/** What a pixel's samples mean, as far as the codec cares (PS3.3 C.7.6.3.1.2). A wrong value costs size, never a pixel. */
public enum Photometric {
    /** MONOCHROME1, MONOCHROME2, or anything else with one sample that is an amount of something. */
    GREY,
    /** PALETTE COLOR, a label map: neighbouring values need not look alike. */
    PALETTE,
    /** Red, green, blue. */
    RGB,
    /** Luma and two chromas at full resolution. */
    YBR_FULL,
    /** Two lumas, then one pair of chromas: Y1 Y2 Cb Cr, two bytes a pixel (YBR_FULL_422, native). */
    YBR_422,
    /** Anything else; each sample is coded by itself. */
    OTHER
}
