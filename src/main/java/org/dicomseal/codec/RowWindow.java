package org.dicomseal.codec;

import java.util.Arrays;

/**
 * The rows above the one at work, and what they say about it: texture, direction, flatness, and how large the residuals were.
 * Everything here comes from rows that are done, so a decoder can know it for a whole row before it reads the row's first bit.
 *
 * <p>Rows have a margin of {@link #MARGIN} on the left and more on the right, filled with the nearest sample. Shifted copies of
 * a row and loops over one index are there for the compiler, which turns such loops into vector code and no others.
 */
final class RowWindow {

    /** Where a row's first sample is in its array. */
    static final int MARGIN = 4;

    private static final int RIGHT = 12;
    /** The row at work and three above. */
    private static final int ROWS = 4;
    /** How far a sample looks to either side. */
    private static final int REACH = 5;

    final int width;

    /** The row at work. */
    int[] row;
    /** One and two rows up. */
    int[] up1;
    int[] up2;
    /** Neighbours side by side in a long, x in the lower half and x + 1 in the upper, of the row at work and the two above. */
    long[] pairs0;
    long[] pairs1;
    long[] pairs2;
    long[] pairs3;
    /** Sum of absolute differences to the left and right in the row above: 0 where it is flat. */
    final int[] flat;
    /** Texture around: the sum of seven weighted absolute differences. */
    final int[] energy;
    /** 2 if samples change mainly from row to row, 0 if mainly along the row, 1 if neither. */
    final int[] direction;
    /** For each sample the place of its predictor's coefficients, for the predictor to fill in. */
    final int[] texture;
    /** What to expect of the residual: energy, and residuals around. */
    final int[] activity;
    /** Absolute residuals of the row above; the row at work replaces them. */
    int[] error1;
    private int[] error2;

    private int[] up1Left;
    private int[] up1Right;
    private final int[] up1Right2;
    private int[] up2Left;
    private int[] up2Right;
    private final int[] error1Left;
    private final int[] error1Right;
    private final int[] error1Right2;
    private final Edges[] edges = new Edges[ROWS];
    private final int[] vertical;

    RowWindow(int width) {
        this.width = width;
        int length = width + MARGIN + RIGHT;
        Arrays.setAll(edges, k -> new Edges());
        row = new int[length];
        up1 = new int[length];
        up2 = new int[length];
        pairs0 = new long[length];
        pairs1 = new long[length];
        pairs3 = new long[length];
        pairs2 = new long[length];
        flat = new int[length];
        energy = new int[length];
        direction = new int[length];
        texture = new int[length];
        activity = new int[length];
        error1 = new int[length];
        error2 = new int[length];
        up1Left = new int[length];
        up1Right = new int[length];
        up1Right2 = new int[length];
        up2Left = new int[length];
        up2Right = new int[length];
        error1Left = new int[length];
        error1Right = new int[length];
        error1Right2 = new int[length];
        vertical = new int[length];
    }

    /** Before a strip's first row: all above is like its first sample, and nothing was mispredicted. */
    void start(int first) {
        Arrays.fill(up1, first);
        Arrays.fill(up2, first);
        Arrays.fill(up1Left, first);
        Arrays.fill(up1Right, first);
        Arrays.fill(error1, 0);
        Arrays.fill(error2, 0);
        pair(up1, pairs1);
        pair(up2, pairs2);
        pair(up2, pairs3);
        for (Edges rows : edges) {
            rows.look(up1, width);
        }
    }

    /** Looks at the rows above, before the row at work is known. */
    void look() {
        int[] spare = up2Left;
        up2Left = up1Left;
        up1Left = spare;
        spare = up2Right;
        up2Right = up1Right;
        up1Right = spare;
        shift(up1, -1, up1Left);
        shift(up1, 1, up1Right);
        shift(up1, 2, up1Right2);
        shift(error1, -1, error1Left);
        shift(error1, 1, error1Right);
        shift(error1, 2, error1Right2);
        int from = MARGIN + liveFrom(1);
        int end = MARGIN + liveEnd(1);
        horizontal(up1, up1Left, up1Right, from, end, flat);
        vertical(up1, up1Left, up1Right, up2, up2Left, up2Right, from, end, vertical);
        energy(flat, vertical, up1Right, up1Right2, from, end, energy);
        direction(flat, vertical, from, end, direction);
        activity(energy, error1, error1Left, error1Right, error1Right2, error2, from, end, activity);
        still(MARGIN, from);
        still(end, MARGIN + width);
        spare = error2;
        error2 = error1;
        error1 = spare;
    }

    /** Nothing happens here: rows of one value. */
    private void still(int from, int end) {
        if (from < end) {
            Arrays.fill(flat, from, end, 0);
            Arrays.fill(energy, from, end, 0);
            Arrays.fill(direction, from, end, direction(0, 0));
            Arrays.fill(activity, from, end, 0);
        }
    }

    /**
     * Where the live part of the row at work begins: left of it the rows from one on (0 the row at work, 1 the one above) up to
     * three above are all of one value, with room for every neighbour.
     */
    int liveFrom(int one) {
        int least = width;
        for (int k = one; k < ROWS; k++) {
            if (edges[k].first != edges[ROWS - 1].first) {
                return 0;
            }
            least = Math.min(least, edges[k].leading);
        }
        return least == width ? width : Math.max(0, least - REACH);
    }

    /** Where the live part of the row at work ends. */
    int liveEnd(int one) {
        int most = 0;
        for (int k = one; k < ROWS; k++) {
            if (edges[k].last != edges[ROWS - 1].last) {
                return width;
            }
            most = Math.max(most, edges[k].trailing);
        }
        return Math.max(liveFrom(one), Math.min(width, most + REACH));
    }

    /** Fills the left margin of the row at work with the sample above its first. */
    void openRow() {
        Arrays.fill(row, 0, MARGIN, up1[MARGIN]);
        Arrays.fill(pairs0, 0, MARGIN - 1, pair(up1[MARGIN], up1[MARGIN]));
    }

    /** Pairs the samples of the row at work, all known, and fills its right margin. */
    void completeRow() {
        pair(row, pairs0);
        completePairedRow();
    }

    /** Fills the right margin of the row at work, where its samples are known and paired. */
    void completePairedRow() {
        int last = row[MARGIN + width - 1];
        Arrays.fill(row, MARGIN + width, row.length, last);
        Arrays.fill(pairs0, MARGIN + width - 1, pairs0.length, pair(last, last));
        edges[0].look(row, width);
    }

    /** Takes the row at work, complete and its absolute residuals filled in, as the row above. */
    void closeRow(boolean firstOfStrip) {
        Arrays.fill(error1, 0, MARGIN, error1[MARGIN]);
        Arrays.fill(error1, MARGIN + width, error1.length, error1[MARGIN + width - 1]);
        int[] oldest = up2;
        up2 = up1;
        up1 = row;
        row = oldest;
        long[] spare = pairs3;
        pairs3 = pairs2;
        pairs2 = pairs1;
        pairs1 = pairs0;
        pairs0 = spare;
        Edges top = edges[ROWS - 1];
        System.arraycopy(edges, 0, edges, 1, ROWS - 1);
        edges[0] = top;
        if (firstOfStrip) {
            System.arraycopy(up1, 0, up2, 0, up1.length);
            System.arraycopy(pairs1, 0, pairs2, 0, pairs1.length);
            System.arraycopy(pairs1, 0, pairs3, 0, pairs1.length);
            edges[2].look(up1, width);
            edges[3].look(up1, width);
            shift(up1, -1, up1Left);
            shift(up1, 1, up1Right);
        }
    }

    /** How far a row is of one value from either end. */
    private static final class Edges {

        private int first;
        private int last;
        /** Samples from the left that equal the first. */
        private int leading;
        /** Where the samples begin that all equal the last. */
        private int trailing;

        void look(int[] row, int width) {
            first = row[MARGIN];
            last = row[MARGIN + width - 1];
            int i = MARGIN;
            while (i < MARGIN + width && row[i] == first) {
                i++;
            }
            leading = i - MARGIN;
            i = MARGIN + width;
            while (i > MARGIN && row[i - 1] == last) {
                i--;
            }
            trailing = i - MARGIN;
        }
    }

    private void shift(int[] from, int by, int[] to) {
        System.arraycopy(from, MARGIN + by, to, MARGIN, width);
    }

    private static void pair(int[] row, long[] pairs) {
        for (int i = 0; i < row.length - 1; i++) {
            pairs[i] = pair(row[i], row[i + 1]);
        }
    }

    private static long pair(int left, int right) {
        return left | (long) right << 32;
    }

    private static void horizontal(int[] n, int[] nw, int[] ne, int from, int end, int[] to) {
        for (int i = from; i < end; i++) {
            to[i] = Math.abs(n[i] - nw[i]) + Math.abs(n[i] - ne[i]);
        }
    }

    private static void vertical(int[] n, int[] nw, int[] ne, int[] nn, int[] nnw, int[] nne, int from, int end, int[] to) {
        for (int i = from; i < end; i++) {
            to[i] = 2 * Math.abs(n[i] - nn[i]) + Math.abs(ne[i] - nne[i]) + Math.abs(nw[i] - nnw[i]);
        }
    }

    private static void energy(int[] horizontal, int[] vertical, int[] ne, int[] nee, int from, int end, int[] to) {
        for (int i = from; i < end; i++) {
            to[i] = horizontal[i] + vertical[i] + Math.abs(ne[i] - nee[i]);
        }
    }

    private static void direction(int[] horizontal, int[] vertical, int from, int end, int[] to) {
        for (int i = from; i < end; i++) {
            to[i] = direction(horizontal[i], vertical[i]);
        }
    }

    private static void activity(int[] energy, int[] e, int[] left, int[] right, int[] right2, int[] e2, int from, int end, int[] to) {
        for (int i = from; i < end; i++) {
            to[i] = energy[i] + (3 * (3 * e[i] + 2 * (left[i] + right[i]) + right2[i] + e2[i]) >> 1);
        }
    }

    /** The direction for weighted sums of horizontal and vertical differences, without a branch. */
    static int direction(int horizontal, int vertical) {
        return 1 + (horizontal * 10 - vertical * 3 >>> 31) - (vertical * 5 - horizontal * 6 >>> 31);
    }
}
