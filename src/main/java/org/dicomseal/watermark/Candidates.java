package org.dicomseal.watermark;

import java.util.Arrays;

/**
 * The pixels of a region that may move, in the key's order, each with what its four neighbours say about it. The neighbours never
 * move, so the marked frame gives the same predictions, textures and rooms as the original; only the errors differ.
 *
 * <p>Arrays are kept from frame to frame.
 */
final class Candidates {

    /** Number of textures. */
    static final int TEXTURES = 23;
    /** In {@link #texture}: the pixel is not of the run of its prediction, and so never moves. */
    static final byte APART = Byte.MAX_VALUE;

    /** The greatest range of ranks of each texture but the last: about two for each doubling. */
    private static final int[] TEXTURE_ENDS =
            {0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 38, 54, 80, 128, 200, 320, 512, 1024, 2048, 4096, 8192};
    private static final int LEAST_ROOM = MoveRule.room(0, 0);
    private static final byte[] TEXTURE_OF_RANGE = textures();

    /** How many there are. */
    int count;
    /** Pixel number, row by row. */
    final int[] pixel;
    /** Rank that the neighbours predict. */
    final char[] predicted;
    /** Rank of the pixel less the predicted one. */
    final int[] error;
    /** 0 (the four neighbours are equal) to {@code TEXTURES - 1} (they differ by more than 8192 ranks); or {@link #APART}. */
    final byte[] texture;
    /** How many ranks the prediction is away from the nearer end of its run; 0 if that is less than half the range of its texture. */
    final char[] room;

    /** How many of each texture have the room that the least demanding rule asks for. */
    final int[] roomyByTexture = new int[TEXTURES];

    private final KeyedBlocks blocks;
    private final int columns;
    private final int rows;
    private final int[][] line = new int[3][BlockValues.STRIDE];

    Candidates(KeyedBlocks blocks, SampleLayout layout) {
        this.blocks = blocks;
        rows = layout.rows();
        columns = layout.columns();
        int most = blocks.count() * KeyedBlocks.WIDTH * KeyedBlocks.HEIGHT / 2;
        pixel = new int[most];
        predicted = new char[most];
        error = new int[most];
        texture = new byte[most];
        room = new char[most];
    }

    private static byte[] textures() {
        byte[] of = new byte[Character.MAX_VALUE + 1];
        for (int range = 0, texture = 0; range < of.length; range++) {
            while (texture < TEXTURE_ENDS.length && range > TEXTURE_ENDS[texture]) {
                texture++;
            }
            of[range] = (byte) texture;
        }
        return of;
    }

    /** The least range of ranks of a texture. */
    static int leastRange(int texture) {
        return texture == 0 ? 0 : TEXTURE_ENDS[texture - 1] + 1;
    }

    /** Finds the candidates of a frame. */
    void find(BlockValues read, UsedValues used) {
        count = 0;
        Arrays.fill(roomyByTexture, 0);
        for (int block = 0; block < blocks.count(); block++) {
            findInBlock(block, read, used);
        }
    }

    private void findInBlock(int block, BlockValues read, UsedValues used) {
        int left = Math.max(1, blocks.left(block));
        int right = Math.min(columns - 1, blocks.right(block));
        int top = Math.max(1, blocks.top(block));
        int bottom = Math.min(rows - 1, blocks.bottom(block));
        if (left >= right || top >= bottom) {
            return;
        }
        int width = right - left + 2;
        int at = read.at(block, top - 1, left - 1);
        used.rank(read.values, at, width, line[0]);
        used.rank(read.values, at + BlockValues.STRIDE, width, line[1]);
        for (int row = top; row < bottom; row++) {
            int[] above = line[(row - top) % 3];
            int[] here = line[(row - top + 1) % 3];
            int[] below = line[(row - top + 2) % 3];
            used.rank(read.values, at + (row + 1 - top + 1) * BlockValues.STRIDE, width, below);
            int first = blocks.mayMove(row, left) ? 1 : 2;
            findInRow(above, here, below, first, width - 1, row * columns + left - 1, used);
        }
    }

    /** Most of the time that a mark takes is spent here. */
    private void findInRow(int[] above, int[] here, int[] below, int first, int end, int base, UsedValues used) {
        int[] lows = used.runLows();
        int[] highs = used.runHighs();
        boolean oneRun = used.isOneRun();
        int greatest = highs[highs.length - 1];
        int found = count;
        for (int i = first; i < end; i += 2) {
            int own = here[i];
            int north = above[i];
            int south = below[i];
            int west = here[i - 1];
            int east = here[i + 1];
            int least = Math.min(Math.min(north, south), Math.min(west, east));
            if (least == 0 || own == 0) {
                continue;
            }
            int prediction = (north + south + west + east + 2) >> 2;
            int low = oneRun ? 1 : lows[prediction];
            int high = oneRun ? greatest : highs[prediction];
            int range = Math.max(Math.max(north, south), Math.max(west, east)) - least;
            int of = TEXTURE_OF_RANGE[range];
            int nearerEnd = Math.min(prediction - low, high - prediction);
            // so near the end for its texture, it would likely need more of the overflow map than it carries
            int free = 2 * nearerEnd < range ? 0 : nearerEnd;
            pixel[found] = base + i;
            predicted[found] = (char) prediction;
            error[found] = own - prediction;
            texture[found] = (byte) (own < low || own > high ? APART : of);
            room[found] = (char) free;
            found++;
            if (free >= LEAST_ROOM) {
                roomyByTexture[of]++;
            }
        }
        count = found;
    }

    /** The first candidate from {@code from} on that takes part under a rule: it has the texture, and its run has the room. */
    int next(MoveRule rule, int from) {
        int smoothest = rule.smoothest();
        int roughest = rule.roughest();
        int leastRoom = rule.leastRoom();
        int end = count;
        for (int i = from; i < end; i++) {
            int of = texture[i];
            if (of >= smoothest && of <= roughest && room[i] >= leastRoom) {
                return i;
            }
        }
        return end;
    }

    /** A number that all candidates of one block of the frame have in common. */
    int block(int index) {
        int row = pixel[index] / columns / KeyedBlocks.HEIGHT;
        return row * columns + pixel[index] % columns / KeyedBlocks.WIDTH;
    }

    /** How many ranks a pixel is away from the end of its run, on its side of the prediction. */
    int toEnd(int index, UsedValues used) {
        int rank = predicted[index] + error[index];
        return error[index] < 0 ? rank - used.runLow(rank) : used.runHigh(rank) - rank;
    }
}
