package org.dicomseal.watermark.trace;

import java.nio.ByteBuffer;
import org.dicomseal.watermark.WatermarkKey;

/**
 * What the key makes of the plane: tiles of 32 x 32 pixels, whose sixteen blocks of 8 x 8 it deals to four carriers; the pattern repeats every 512
 * pixels. A carrier adds two of its blocks and subtracts two, so it sees neither brightness nor a single pixel's noise, and what JPEG
 * keeps best: a block's mean. It carries one bit of the code word, and has a rank: a weaker mark uses the first ranks only.
 */
final class TracePattern {

    /** Side of a tile in pixels. */
    static final int TILE = 32;
    /** Side of a block in pixels. */
    static final int BLOCK = 8;
    /** Tiles after which the pattern repeats, down and across. */
    static final int PERIOD = 16;
    static final int CARRIERS_PER_TILE = 4;
    static final int BLOCKS_PER_CARRIER = 4;
    /** Pixels of a carrier. */
    static final int PIXELS = BLOCKS_PER_CARRIER * BLOCK * BLOCK;
    /** Carriers of one period. */
    static final int CARRIERS = PERIOD * PERIOD * CARRIERS_PER_TILE;

    /** A projection is the signed sum of a carrier's levels over this: white noise of one level gives a projection of one level. */
    private static final double NORM = Math.sqrt(PIXELS);
    private static final int BLOCKS_ACROSS = TILE / BLOCK;

    private final byte[] blocks = new byte[CARRIERS * BLOCKS_PER_CARRIER];
    private final double[] dither = new double[CARRIERS];
    private final int[] codeBit = new int[CARRIERS];
    private final int[] rank;
    private final int[] weakest = new int[CARRIERS];

    TracePattern(WatermarkKey key) {
        int draws = 2 * CARRIERS + CARRIERS + PERIOD * PERIOD * BLOCKS_ACROSS * BLOCKS_ACROSS;
        ByteBuffer random = ByteBuffer.wrap(key.keyStream("trace/pattern", 8 * draws));
        rank = shuffled(CARRIERS, random);
        int[] bits = shuffled(CARRIERS, random);
        for (int carrier = 0; carrier < CARRIERS; carrier++) {
            codeBit[carrier] = bits[rank[carrier]] % ConvolutionalCode.CODE_BITS;
            weakest[carrier] = Strength.weakest(rank[carrier]);
            dither[carrier] = (random.getLong() >>> 11) * 0x1p-53;
        }
        for (int tile = 0; tile < PERIOD * PERIOD; tile++) {
            int[] dealt = shuffled(BLOCKS_ACROSS * BLOCKS_ACROSS, random);
            for (int i = 0; i < dealt.length; i++) {
                blocks[tile * dealt.length + i] = (byte) dealt[i];
            }
        }
    }

    private static int[] shuffled(int size, ByteBuffer random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int i = size - 1; i > 0; i--) {
            int pick = (int) Long.remainderUnsigned(random.getLong(), i + 1);
            int picked = order[pick];
            order[pick] = order[i];
            order[i] = picked;
        }
        return order;
    }

    /** The first carrier of the tile at a row and a column of tiles, which may be any numbers. */
    static int firstCarrier(int row, int column) {
        return (Math.floorMod(row, PERIOD) * PERIOD + Math.floorMod(column, PERIOD)) * CARRIERS_PER_TILE;
    }

    /** Which bit of the code word a carrier carries. */
    int codeBit(int carrier) {
        return codeBit[carrier];
    }

    /** Where the lattice of a carrier begins, as a share of its step. */
    double dither(int carrier) {
        return dither[carrier];
    }

    /** 0 to {@link #CARRIERS} - 1. */
    int rank(int carrier) {
        return rank[carrier];
    }

    /** The weakest strength that uses a carrier. */
    int weakest(int carrier) {
        return weakest[carrier];
    }

    /** Column of a block in its tile, in pixels; the first two of a carrier's four blocks are added, the others subtracted. */
    int blockLeft(int carrier, int block) {
        return blocks[carrier * BLOCKS_PER_CARRIER + block] % BLOCKS_ACROSS * BLOCK;
    }

    /** Row of a block in its tile, in pixels. */
    int blockTop(int carrier, int block) {
        return blocks[carrier * BLOCKS_PER_CARRIER + block] / BLOCKS_ACROSS * BLOCK;
    }

    static int sign(int block) {
        return block < BLOCKS_PER_CARRIER / 2 ? 1 : -1;
    }

    /** The projection of an image on a carrier whose tile's upper left pixel is (x, y). */
    double projection(int carrier, BlockSums sums, int x, int y) {
        double sum = 0;
        for (int block = 0; block < BLOCKS_PER_CARRIER; block++) {
            sum += sign(block) * sums.block(x + blockLeft(carrier, block), y + blockTop(carrier, block));
        }
        return sum / NORM;
    }

    /** The sum of an image over all pixels of a carrier. */
    double total(int carrier, BlockSums sums, int x, int y) {
        double sum = 0;
        for (int block = 0; block < BLOCKS_PER_CARRIER; block++) {
            sum += sums.block(x + blockLeft(carrier, block), y + blockTop(carrier, block));
        }
        return sum;
    }

    /** How many levels every movable pixel has to move along its block's sign, for the projection to change by {@code change}. */
    static double shiftFor(double change, double movablePixels) {
        return change * NORM / movablePixels;
    }
}
