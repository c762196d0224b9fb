package org.dicomseal.watermark.trace;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a copy differs from its original by, beyond what smoothing and a change of brightness explain: for the most part the mark. Of a few
 * ways of smoothing, the one counts whose result is most like the copy; then each level becomes the mean of the copy's levels where
 * it is, so no change of window, contrast or histogram remains; and single pixels that differ by far (dust, salt and pepper, an arrow) count
 * no more than others.
 *
 * <p>None of it knows the key, so it can't favour any recipient, and adds no hypotheses to those that SoftBits counts.
 */
final class Residue {

    private static final List<UnaryOperator<GreyImage>> WAYS = List.of(UnaryOperator.identity(), Smoothing::median,
            Smoothing::halfSizeAndBack, picture -> Smoothing.gaussian(picture, 0.6), picture -> Smoothing.gaussian(picture, 1));
    private static final int LEVELS = 256;
    /** A level that fewer pixels have is taken between its neighbours. */
    private static final int ENOUGH = 64;
    /** A difference counts up to this, in levels, or up to so many times the usual one. */
    private static final double LEAST_LIMIT = 8;
    private static final double TIMES_USUAL = 4.5;
    private static final int MARGIN = 3;

    private Residue() {
    }

    /**
     * The differences of a copy, in levels; negative where it is darker than it should be.
     *
     * @param original as large as the copy, and at its place
     */
    static GreyImage of(GreyImage original, GreyImage copy) {
        float[] best = null;
        double least = Double.POSITIVE_INFINITY;
        for (UnaryOperator<GreyImage> way : WAYS) {
            float[] residue = difference(way.apply(original), copy);
            double size = 0;
            for (float difference : residue) {
                size += Math.abs(difference);
            }
            if (size < least) {
                least = size;
                best = residue;
            }
        }
        limit(best, (float) Math.max(LEAST_LIMIT, TIMES_USUAL * usual(best, original)));
        return new GreyImage(copy.width(), copy.height(), best);
    }

    private static float[] difference(GreyImage expected, GreyImage copy) {
        double[] tones = tones(expected, copy);
        float[] difference = new float[copy.levels().length];
        for (int i = 0; i < difference.length; i++) {
            double level = Math.max(0, Math.min(LEVELS - 1, expected.levels()[i]));
            int below = Math.min(LEVELS - 2, (int) level);
            double tone = tones[below] + (level - below) * (tones[below + 1] - tones[below]);
            difference[i] = (float) (copy.levels()[i] - tone);
        }
        return difference;
    }

    /** By level of the expected picture, the mean level of the copy. */
    private static double[] tones(GreyImage expected, GreyImage copy) {
        double[] tones = new double[LEVELS];
        int[] counts = new int[LEVELS];
        for (int i = 0; i < copy.levels().length; i++) {
            int level = Math.round(Math.max(0, Math.min(LEVELS - 1, expected.levels()[i])));
            tones[level] += copy.levels()[i];
            counts[level]++;
        }
        int last = -1;
        for (int level = 0; level < LEVELS; level++) {
            if (counts[level] >= ENOUGH) {
                tones[level] /= counts[level];
                fill(tones, last, level);
                last = level;
            }
        }
        for (int level = last + 1; level < LEVELS; level++) {
            tones[level] = last < 0 ? level : tones[last] + level - last;
        }
        return tones;
    }

    /** Fills what lies between two known levels; below the least, the same distance is kept. */
    private static void fill(double[] tones, int low, int high) {
        for (int level = low + 1; level < high; level++) {
            tones[level] = low < 0 ? tones[high] + level - high
                    : tones[low] + (tones[high] - tones[low]) * (level - low) / (high - low);
        }
    }

    /** The median size of the differences where the original is neither black nor white. */
    private static double usual(float[] residue, GreyImage original) {
        float[] sizes = new float[residue.length];
        int count = 0;
        for (int i = 0; i < residue.length; i++) {
            float level = original.levels()[i];
            if (level > MARGIN && level < LEVELS - 1 - MARGIN) {
                sizes[count++] = Math.abs(residue[i]);
            }
        }
        Arrays.sort(sizes, 0, count);
        return count == 0 ? 0 : sizes[count / 2];
    }

    private static void limit(float[] residue, float most) {
        for (int i = 0; i < residue.length; i++) {
            residue[i] = Math.max(-most, Math.min(most, residue[i]));
        }
    }
}
