package org.dicomseal.watermark.trace;

/**
 * What a detector read from a picture.
 *
 * @param recipient the likeliest recipient; means something only if {@link #found}
 * @param score     how well the picture agrees with that recipient's mark
 * @param threshold the score that a picture without this key's mark exceeds, over all hypotheses searched, with a probability
 *                  below {@link TraceDetector#FALSE_POSITIVES}
 * @param left      column of the pattern's origin in the picture that was read, modulo the pattern's period of 512
 * @param top       row of it
 */
public record TraceReading(int recipient, double score, double threshold, int left, int top) {

    /** True if the picture carries a mark under the key. */
    public boolean found() {
        return score > threshold;
    }

    /** True if this one is farther above its threshold, or less below it. */
    boolean isBetterThan(TraceReading other) {
        return score * other.threshold > other.score * threshold;
    }
}
