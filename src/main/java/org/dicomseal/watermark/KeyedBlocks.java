package org.dicomseal.watermark;

import java.nio.ByteBuffer;

/**
 * Where a mark may go, in the order in which it goes there: blocks of 64 x 16 pixels in an order that the key chooses, and in them
 * the pixels of one colour of a chess board, which the key chooses too. Pixels of the other colour never move; every
 * pixel that may has four of them for neighbours.
 */
final class KeyedBlocks {

    static final int WIDTH = 64;
    static final int HEIGHT = 16;

    private final int columns;
    private final int rows;
    private final int across;
    private final int[] order;
    private final int colour;

    KeyedBlocks(WatermarkKey key, SampleLayout layout, int most) {
        rows = layout.rows();
        columns = layout.columns();
        across = (columns + WIDTH - 1) / WIDTH;
        int blocks = in(layout);
        int taken = Math.min(blocks, most);
        ByteBuffer stream = ByteBuffer.wrap(key.keyStream("mark/positions", 4 + 8 * taken,
                WatermarkKey.intBytes(rows), WatermarkKey.intBytes(columns)));
        colour = stream.getInt() & 1;
        order = firstOfPermutation(blocks, taken, stream);
    }

    /** How many blocks a frame has. */
    static int in(SampleLayout layout) {
        return (layout.columns() + WIDTH - 1) / WIDTH * ((layout.rows() + HEIGHT - 1) / HEIGHT);
    }

    /** The first elements of a random permutation (Fisher and Yates); 64 random bits a draw make its bias negligible. */
    private static int[] firstOfPermutation(int size, int taken, ByteBuffer random) {
        int[] all = new int[size];
        for (int i = 0; i < size; i++) {
            all[i] = i;
        }
        for (int i = 0; i < taken; i++) {
            int pick = i + (int) Long.remainderUnsigned(random.getLong(), size - i);
            int picked = all[pick];
            all[pick] = all[i];
            all[i] = picked;
        }
        return java.util.Arrays.copyOf(all, taken);
    }

    int count() {
        return order.length;
    }

    int top(int index) {
        return order[index] / across * HEIGHT;
    }

    int left(int index) {
        return order[index] % across * WIDTH;
    }

    /** The row after the block's last. */
    int bottom(int index) {
        return Math.min(rows, top(index) + HEIGHT);
    }

    /** The column after the block's last. */
    int right(int index) {
        return Math.min(columns, left(index) + WIDTH);
    }

    /** True if the pixel may move, as far as the chess board says. */
    boolean mayMove(int row, int column) {
        return (row + column & 1) == colour;
    }
}
