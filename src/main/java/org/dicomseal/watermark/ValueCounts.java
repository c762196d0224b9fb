package org.dicomseal.watermark;

import java.util.Arrays;

/** How often each value occurs among the pixels of a region that no mark moves. The memory is kept from frame to frame. */
final class ValueCounts {

    /** By value. */
    final int[] counts;
    /** The least value that occurs; above {@link #high} if none does. */
    int low;
    /** The greatest value that occurs. */
    int high = -1;
    /** Pixels counted, with those that have no value. */
    long pixels;
    /** Pixels that have a value. */
    long valued;

    ValueCounts(SampleLayout layout) {
        counts = new int[layout.peak() + 1];
        low = counts.length;
    }

    void count(KeyedBlocks blocks, BlockValues read) {
        if (low <= high) {
            Arrays.fill(counts, low, high + 1, 0);
        }
        low = counts.length;
        high = -1;
        pixels = 0;
        valued = 0;
        for (int block = 0; block < blocks.count(); block++) {
            int left = blocks.left(block);
            for (int row = blocks.top(block); row < blocks.bottom(block); row++) {
                int first = blocks.mayMove(row, left) ? left + 1 : left;
                countRow(read.values, read.at(block, row, first), read.at(block, row, blocks.right(block)));
            }
        }
    }

    private void countRow(int[] values, int from, int end) {
        int least = low;
        int greatest = high;
        int without = 0;
        for (int i = from; i < end; i += 2) {
            int value = values[i];
            if (value == SamplePlane.NONE) {
                without++;
            } else {
                counts[value]++;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        low = least;
        high = greatest;
        pixels += Math.max(0, end - from + 1 >> 1);
        valued += Math.max(0, end - from + 1 >> 1) - without;
    }
}
