package org.dicomseal.watermark;

/**
 * The pixels of a region that may move, in the key's order, each with what its four neighbours say about it. The neighbours never
 * move, so the marked frame gives the same predictions, textures and rooms as the original; only the errors differ.
 *
 * <p>Arrays are kept from frame to frame.
 */
final class Candidates {

    /** Number of textures. */
    static final int TEXTURES = 23;
    /** In {@link #error}: the pixel is not of the run of its prediction, and so never moves. */
    static final int APART = Integer.MIN_VALUE;

    /** The greatest range of ranks of each texture but the last: about two for each doubling. */
    private static final int[] TEXTURE_ENDS =
            {0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 38, 54, 80, 128, 200, 320, 512, 1024, 2048, 4096, 8192};
    private static final byte[] TEXTURE_OF_RANGE = textures();

    /** How many there are. */
    int count;
    /** Pixel number, row by row. */
    final int[] pixel;
    /** Rank that the neighbours predict. */
    final char[] predicted;
    /** Rank of the pixel less the predicted one; {@link #APART} if they aren't of one run. */
    final int[] error;
    /** 0 (the four neighbours are equal) to {@code TEXTURES - 1} (they differ by more than 8192 ranks). */
    final byte[] texture;
    /** How many ranks the prediction is away from the nearer end of its run; 0 if that is less than half the range of its texture. */
    final char[] room;

    private final KeyedBlocks blocks;
    private final int columns;
    private final int rows;
    private final int[] values = new int[KeyedBlocks.WIDTH + 2];
    private final int[][] line = new int[3][KeyedBlocks.WIDTH + 2];

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
    void find(byte[] samples, SamplePlane plane, UsedValues used) {
        count = 0;
        for (int block = 0; block < blocks.count(); block++) {
            findInBlock(block, samples, plane, used);
        }
    }

    private void findInBlock(int block, byte[] samples, SamplePlane plane, UsedValues used) {
        int left = Math.max(1, blocks.left(block));
        int right = Math.min(columns - 1, blocks.right(block));
        int top = Math.max(1, blocks.top(block));
        int bottom = Math.min(rows - 1, blocks.bottom(block));
        if (left >= right || top >= bottom) {
            return;
        }
        int width = right - left + 2;
        rank(samples, plane, used, (top - 1) * columns + left - 1, width, line[0]);
        rank(samples, plane, used, top * columns + left - 1, width, line[1]);
        for (int row = top; row < bottom; row++) {
            int[] above = line[(row - top) % 3];
            int[] here = line[(row - top + 1) % 3];
            int[] below = line[(row - top + 2) % 3];
            rank(samples, plane, used, (row + 1) * columns + left - 1, width, below);
            int first = blocks.mayMove(row, left) ? 1 : 2;
            int base = row * columns + left - 1;
            for (int i = first; i < width - 1; i += 2) {
                consider(base + i, here[i], above[i], below[i], here[i - 1], here[i + 1], used);
            }
        }
    }

    private void consider(int at, int own, int north, int south, int west, int east, UsedValues used) {
        int least = Math.min(Math.min(north, south), Math.min(west, east));
        if (least == 0 || own == 0) {
            return;
        }
        int prediction = (north + south + west + east + 2) >> 2;
        int low = used.runLow(prediction);
        int high = used.runHigh(prediction);
        int range = Math.max(Math.max(north, south), Math.max(west, east)) - least;
        pixel[count] = at;
        predicted[count] = (char) prediction;
        error[count] = own < low || own > high ? APART : own - prediction;
        texture[count] = TEXTURE_OF_RANGE[range];
        int nearerEnd = Math.min(prediction - low, high - prediction);
        // so near the end for its texture, it would likely need more of the overflow map than it carries
        room[count] = (char) (2 * nearerEnd < range ? 0 : nearerEnd);
        count++;
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

    private void rank(byte[] samples, SamplePlane plane, UsedValues used, int first, int length, int[] ranks) {
        plane.read(samples, first, length, values);
        used.rank(values, length, ranks);
    }
}
