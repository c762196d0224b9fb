package org.dicomseal.seal;

import org.dicomseal.codec.Parallelism;

/**
 * How objects are sealed.
 *
 * @param withoutPixels what to do with objects that have no pixel data
 * @param codestreams   what to do with compressed pixel data
 * @param askAe         the AE title that the one-bit overlay tells people to ask; null for no overlay
 * @param ownerCodes    gives the owner code that the watermark carries; null for no watermark
 * @param parallelism   threads that may help with one frame
 */
public record SealOptions(WithoutPixels withoutPixels, Codestreams codestreams, String askAe, OwnerCodes ownerCodes,
                          Parallelism parallelism) {

    /** Objects without pixels are forwarded, codestreams kept; no overlay, no watermark, one thread. */
    public static SealOptions defaults() {
        return new SealOptions(WithoutPixels.FORWARD, Codestreams.KEEP, null, null, Parallelism.SINGLE);
    }

    public SealOptions withWithoutPixels(WithoutPixels other) {
        return new SealOptions(other, codestreams, askAe, ownerCodes, parallelism);
    }

    public SealOptions withCodestreams(Codestreams other) {
        return new SealOptions(withoutPixels, other, askAe, ownerCodes, parallelism);
    }

    public SealOptions withAskAe(String other) {
        return new SealOptions(withoutPixels, codestreams, other, ownerCodes, parallelism);
    }

    public SealOptions withOwnerCodes(OwnerCodes other) {
        return new SealOptions(withoutPixels, codestreams, askAe, other, parallelism);
    }

    public SealOptions withParallelism(Parallelism other) {
        return new SealOptions(withoutPixels, codestreams, askAe, ownerCodes, other);
    }
}
