package org.dicomseal.watermark;

/**
 * The values of all blocks of a region, each with the pixels that border on it as far as the frame has them. They are read once and
 * looked at twice: to count, and to predict. The memory is kept from frame to frame.
 */
final class BlockValues {

    /** Distance of a row to the next in {@link #values}. */
    static final int STRIDE = KeyedBlocks.WIDTH + 2;
    private static final int BLOCK = STRIDE * (KeyedBlocks.HEIGHT + 2);

    /** Values as {@link SamplePlane.Lines} gives them. */
    final int[] values;

    private final KeyedBlocks blocks;
    private final int columns;
    private final int rows;

    BlockValues(KeyedBlocks blocks, SampleLayout layout) {
        this.blocks = blocks;
        rows = layout.rows();
        columns = layout.columns();
        values = new int[blocks.count() * BLOCK];
    }

    void read(byte[] samples, SamplePlane plane) {
        SamplePlane.Lines lines = plane.lines(samples);
        for (int block = 0; block < blocks.count(); block++) {
            int left = Math.max(0, blocks.left(block) - 1);
            int right = Math.min(columns, blocks.right(block) + 1);
            int bottom = Math.min(rows, blocks.bottom(block) + 1);
            for (int row = Math.max(0, blocks.top(block) - 1); row < bottom; row++) {
                lines.read(row * columns + left, right - left, values, at(block, row, left));
            }
        }
    }

    /** Where the value of a pixel of a block, or next to it, is. */
    int at(int block, int row, int column) {
        return block * BLOCK + (row - blocks.top(block) + 1) * STRIDE + column - blocks.left(block) + 1;
    }
}
