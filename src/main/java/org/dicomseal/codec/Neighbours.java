package org.dicomseal.codec;

import java.util.Arrays;

/** Three rows of numbers about samples, with margins, for coders that go sample by sample. */
final class Neighbours {

    /** Where a row's first sample is in its array. */
    static final int MARGIN = 4;

    final int[][] up;

    Neighbours(int width, int rows) {
        up = new int[rows][width + 2 * MARGIN];
    }

    void fill(int value) {
        for (int[] row : up) {
            Arrays.fill(row, value);
        }
    }

    /** The row at work (0), or one of those above it. */
    int[] row(int above) {
        return up[above];
    }

    /** The row at work is done: it goes up, and the oldest is there for the next. */
    void advance() {
        int[] oldest = up[up.length - 1];
        System.arraycopy(up, 0, up, 1, up.length - 1);
        up[0] = oldest;
    }
}
