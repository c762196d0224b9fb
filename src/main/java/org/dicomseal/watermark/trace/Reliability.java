package org.dicomseal.watermark.trace;

/**
 * How far a carrier's reading in a residue can be trusted. Of a carrier's four blocks the mark changes one signed sum; two other signed sums of the
 * same blocks, and the pixels within them, tell how much noise there is. Neither depends on the dithers, so this can't make a mark
 * where there is none.
 */
final class Reliability {

    /** How many squares the noise within the blocks counts as, and how many the mean over the picture; the two other sums are one each. */
    private static final double WITHIN = 4;
    private static final double USUAL = 2;
    private static final double FREEDOM = TracePattern.PIXELS - TracePattern.BLOCKS_PER_CARRIER;
    private static final double BLOCK_PIXELS = TracePattern.BLOCK * TracePattern.BLOCK;

    private final TracePattern pattern;
    private final BlockSums sums;
    private final BlockSums squares;
    private double total;
    private double weights;

    Reliability(TracePattern pattern, GreyImage residue, BlockSums sums) {
        this.pattern = pattern;
        this.sums = sums;
        float[] squared = residue.levels().clone();
        for (int i = 0; i < squared.length; i++) {
            squared[i] *= squared[i];
        }
        squares = new BlockSums(new GreyImage(residue.width(), residue.height(), squared), TracePattern.BLOCK);
    }

    /** Lets a carrier count for the mean. */
    void add(int carrier, int x, int y, double weight) {
        total += weight * noise(carrier, x, y);
        weights += weight;
    }

    /** About 1 for a usual carrier, more for a quieter one; after all were added. */
    double of(int carrier, int x, int y) {
        double usual = weights == 0 ? 0 : total / weights;
        double here = ((2 + WITHIN) * noise(carrier, x, y) + USUAL * usual) / (2 + WITHIN + USUAL);
        return (1 + usual) / (1 + here);
    }

    /** The variance of a carrier's projection without the mark, in squared levels. */
    private double noise(int carrier, int x, int y) {
        double[] block = new double[TracePattern.BLOCKS_PER_CARRIER];
        double within = 0;
        for (int i = 0; i < block.length; i++) {
            int left = x + pattern.blockLeft(carrier, i);
            int top = y + pattern.blockTop(carrier, i);
            block[i] = sums.block(left, top);
            within += squares.block(left, top) - block[i] * block[i] / BLOCK_PIXELS;
        }
        double one = block[0] - block[1] + block[2] - block[3];
        double other = block[0] - block[1] - block[2] + block[3];
        return ((one * one + other * other) / TracePattern.PIXELS + WITHIN * Math.max(0, within) / FREEDOM) / (2 + WITHIN);
    }
}
