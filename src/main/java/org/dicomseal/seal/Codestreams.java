package org.dicomseal.seal;

/** What to do with pixel data that comes compressed. */
public enum Codestreams {
    /** Seal the codestreams as they are: they come back byte for byte, in their own transfer syntax. */
    KEEP,
    /**
     * Decode those that are proven to be lossless and that can be decoded here, mark and compress them like native images where that is
     * smaller: the same samples come back, but in Explicit VR Little Endian. All others are kept.
     */
    RECODE
}
