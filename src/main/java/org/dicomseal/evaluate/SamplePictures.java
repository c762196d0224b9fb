package org.dicomseal.evaluate;

/**
 * What the report shows of an image.
 *
 * @param original   PNG
 * @param marked     PNG; null without a mark
 * @param difference PNG of 128 + 64 times the difference in steps of the stored value; null without a mark
 * @param carrier    PNG of the sealed object's pixel data
 * @param before     histogram of the original's frame, 256 classes from its least to its greatest value
 * @param after      histogram of the carrier's bytes
 */
public record SamplePictures(byte[] original, byte[] marked, byte[] difference, byte[] carrier, long[] before, long[] after) {
}
