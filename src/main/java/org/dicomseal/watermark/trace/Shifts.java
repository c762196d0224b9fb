package org.dicomseal.watermark.trace;

import java.util.BitSet;

/** How far the pixels of one frame move for one code word: worked out once, applied at several strengths. */
final class Shifts {

    /** Levels next to black and white: pixels there would be clipped. */
    private static final int MARGIN = 4;
    /** A carrier of which less than this share can move stays as it is. */
    private static final double LEAST_MOVABLE = 0.5;

    private final TracePattern pattern;
    private final Display display;
    private final boolean[] movable;
    private final int tilesAcross;
    /** By tile and carrier: levels that a pixel moves along its block's sign; 0 if the carrier isn't used. */
    private final double[] shift;

    Shifts(TracePattern pattern, Display display, byte[] frame, byte[] codeWord) {
        this.pattern = pattern;
        this.display = display;
        GreyImage levels = display.levels(frame);
        movable = movable(levels, frame);
        float[] flags = new float[movable.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = movable[i] ? 1 : 0;
        }
        BlockSums sums = new BlockSums(levels, TracePattern.BLOCK);
        BlockSums counts = new BlockSums(new GreyImage(levels.width(), levels.height(), flags), TracePattern.BLOCK);
        tilesAcross = levels.width() / TracePattern.TILE;
        shift = new double[tilesAcross * (levels.height() / TracePattern.TILE) * TracePattern.CARRIERS_PER_TILE];
        for (int i = 0; i < shift.length; i++) {
            int carrier = carrier(i);
            double dither = pattern.dither(carrier);
            double pixels = pattern.total(carrier, counts, left(i), top(i));
            if (pixels >= LEAST_MOVABLE * TracePattern.PIXELS) {
                double projection = pattern.projection(carrier, sums, left(i), top(i));
                double wanted = Lattice.marked(projection, dither, codeWord[pattern.codeBit(carrier)]);
                shift[i] = TracePattern.shiftFor(wanted - projection, pixels);
            }
        }
    }

    private boolean[] movable(GreyImage levels, byte[] frame) {
        StoredSamples samples = display.samples();
        int reach = (int) Math.ceil(MARGIN * Math.abs(display.window().perLevel()));
        boolean[] movable = new boolean[levels.levels().length];
        for (int pixel = 0; pixel < movable.length; pixel++) {
            float level = levels.levels()[pixel];
            movable[pixel] = level >= MARGIN && level <= 255 - MARGIN;
            for (int sample : samples.visible()) {
                int value = samples.get(frame, pixel, sample);
                movable[pixel] &= value - reach >= samples.least() && value + reach <= samples.greatest() && !isPadding(value);
            }
        }
        return movable;
    }

    private boolean isPadding(int value) {
        return value >= display.layout().padding().low() && value <= display.layout().padding().high();
    }

    private int carrier(int index) {
        return TracePattern.firstCarrier(top(index) / TracePattern.TILE, left(index) / TracePattern.TILE)
                + index % TracePattern.CARRIERS_PER_TILE;
    }

    private int left(int index) {
        return index / TracePattern.CARRIERS_PER_TILE % tilesAcross * TracePattern.TILE;
    }

    private int top(int index) {
        return index / TracePattern.CARRIERS_PER_TILE / tilesAcross * TracePattern.TILE;
    }

    /**
     * Moves the pixels of all carriers whose rank is less than {@code ranks}; returns how many different carriers.
     *
     * @param pull how far towards its point of the lattice a projection is drawn: {@link Lattice#PULL} to 1
     */
    int apply(byte[] frame, int ranks, double pull) {
        BitSet used = new BitSet(TracePattern.CARRIERS);
        for (int i = 0; i < shift.length; i++) {
            int carrier = carrier(i);
            if (shift[i] != 0 && pattern.rank(carrier) < ranks) {
                move(frame, carrier, i, shift[i] * pull / Lattice.PULL);
                used.set(carrier);
            }
        }
        return used.cardinality();
    }

    /**
     * Moves whole steps of the stored values, whose sum over each block is right. Pixels that move one step farther than others of their block lie
     * together: where a step is more than a level, sprinkled ones would be taken for noise by a median, and smoothed away.
     */
    private void move(byte[] frame, int carrier, int index, double levels) {
        double perPixel = levels * display.window().perLevel();
        double owed = 0;
        for (int block = 0; block < TracePattern.BLOCKS_PER_CARRIER; block++) {
            int left = left(index) + pattern.blockLeft(carrier, block);
            int top = top(index) + pattern.blockTop(carrier, block);
            int pixels = movableIn(left, top);
            owed += perPixel * pixels;
            long steps = Math.round(owed);
            owed -= steps;
            if (pixels > 0) {
                moveBlock(frame, left, top, TracePattern.sign(block), (int) Math.floorDiv(steps, pixels), Math.floorMod(steps, pixels));
            }
        }
    }

    private int movableIn(int left, int top) {
        int count = 0;
        for (int i = 0; i < TracePattern.BLOCK * TracePattern.BLOCK; i++) {
            count += movable[pixel(left, top, i)] ? 1 : 0;
        }
        return count;
    }

    /** @param farther how many pixels move one step more than the others */
    private void moveBlock(byte[] frame, int left, int top, int sign, int steps, int farther) {
        StoredSamples samples = display.samples();
        int moved = 0;
        for (int i = 0; i < TracePattern.BLOCK * TracePattern.BLOCK; i++) {
            int pixel = pixel(left, top, i);
            if (movable[pixel]) {
                int by = sign * (moved++ < farther ? steps + 1 : steps);
                for (int sample : samples.visible()) {
                    samples.put(frame, pixel, sample, samples.get(frame, pixel, sample) + by);
                }
            }
        }
    }

    private int pixel(int left, int top, int indexInBlock) {
        return (top + indexInBlock / TracePattern.BLOCK) * display.layout().columns() + left + indexInBlock % TracePattern.BLOCK;
    }
}
