package org.dicomseal.codec;

import java.util.Arrays;

/**
 * Rows of a plane that is known as a whole: the frame before, or a sibling of the same frame. To the texture predictor they are more
 * neighbours, on all sides of the sample's own place; what they say about a row is summed up before its first sample is known.
 *
 * <p>Beyond its edges the plane goes on with the nearest sample. One instance serves one strip.
 */
final class ReferenceRows {

    /** Columns from the sample's place to each neighbour, side by side in pairs. */
    static final int[] DX = {-1, 0, 1, 2, -1, 0, 0, 1};
    /** Rows up to each of them. */
    static final int[] DY = {0, 0, 0, 0, 1, 1, -1, -1};
    static final int TAPS = DX.length;
    /** Pairs of neighbours, and of their coefficients in each class. */
    static final int STRIDE = TAPS / 2;

    private static final int MARGIN = 2;

    private final Plane plane;
    /** Samples side by side in a long, as {@link RowWindow} has them: of the row above, the sample's own, and the one below. */
    private long[] above;
    private long[] level;
    private long[] below;
    private int loaded = Integer.MIN_VALUE;
    /** What each sample's reference neighbours come to. */
    private final long[] sums;

    ReferenceRows(Plane plane) {
        this.plane = plane;
        int length = plane.width() + 2 * MARGIN;
        above = new long[length];
        level = new long[length];
        below = new long[length];
        sums = new long[plane.width()];
    }

    /** Rows for a strip's own use; null if there is no plane to compare with. */
    static ReferenceRows of(Plane plane) {
        return plane == null ? null : new ReferenceRows(plane);
    }

    /**
     * Sums up samples times coefficients for a part of a row.
     *
     * @param texture      for each sample of the row at work, its margin included, {@link TexturePredictor}'s place of its class
     * @param coefficients {@link #STRIDE} pairs for each class
     * @return for each sample of the part its sum, in units of 2^-42; good until the next call
     */
    long[] sums(int y, int[] texture, long[] coefficients, int from, int end) {
        moveTo(y);
        sum(above, level, below, texture, coefficients, from, end, sums);
        return sums;
    }

    private static void sum(long[] above, long[] level, long[] below, int[] texture, long[] c, int from, int end, long[] to) {
        for (int x = from; x < end; x++) {
            int k = texture[x + RowWindow.MARGIN] >> 1;
            to[x] = level[x + 1] * c[k] + level[x + 3] * c[k + 1] + above[x + 1] * c[k + 2] + below[x + 2] * c[k + 3];
        }
    }

    private void moveTo(int y) {
        if (y == loaded + 1) {
            long[] spare = above;
            above = level;
            level = below;
            below = spare;
            load(y + 1, below);
        } else if (y != loaded) {
            load(y - 1, above);
            load(y, level);
            load(y + 1, below);
        }
        loaded = y;
    }

    private void load(int y, long[] pairs) {
        int width = plane.width();
        int at = Math.max(0, Math.min(plane.height() - 1, y)) * width;
        char[] s = plane.samples();
        Arrays.fill(pairs, 0, MARGIN, pair(s[at], s[at]));
        for (int x = 0; x < width - 1; x++) {
            pairs[x + MARGIN] = pair(s[at + x], s[at + x + 1]);
        }
        char last = s[at + width - 1];
        Arrays.fill(pairs, MARGIN + width - 1, pairs.length, pair(last, last));
    }

    private static long pair(char left, char right) {
        return left | (long) right << 32;
    }
}
