package org.dicomseal.codestream;

/** A tag tree (ITU-T T.800 B.10.2): a grid of numbers, coded by minima over ever larger squares, learnt bit by bit. */
final class TagTree {

    private final int levels;
    private final int[] widths;
    /** Per level, leaves first: the largest number that a node is known to be no smaller than, and whether it is known to be it. */
    private final int[][] low;
    private final boolean[][] known;

    TagTree(int width, int height) {
        int count = 1;
        for (int w = width, h = height; w > 1 || h > 1; w = (w + 1) / 2, h = (h + 1) / 2) {
            count++;
        }
        levels = count;
        widths = new int[levels];
        low = new int[levels][];
        known = new boolean[levels][];
        int w = width;
        int h = height;
        for (int level = 0; level < levels; level++) {
            widths[level] = w;
            low[level] = new int[w * h];
            known[level] = new boolean[w * h];
            w = (w + 1) / 2;
            h = (h + 1) / 2;
        }
    }

    /** Reads what is needed to tell whether the leaf's number is below the threshold, and tells it. */
    boolean isBelow(PacketBits in, int x, int y, int threshold) throws CodestreamException {
        int minimum = 0;
        for (int level = levels - 1; level >= 0; level--) {
            int node = (y >> level) * widths[level] + (x >> level);
            int value = Math.max(low[level][node], minimum);
            while (value < threshold && !known[level][node]) {
                if (in.bit() == 1) {
                    known[level][node] = true;
                } else {
                    value++;
                }
            }
            low[level][node] = value;
            minimum = value;
        }
        return known[0][y * widths[0] + x] && low[0][y * widths[0] + x] < threshold;
    }

    /** Reads the leaf's number itself; refuses one above the limit. */
    int value(PacketBits in, int x, int y, int limit) throws CodestreamException {
        for (int threshold = 1; threshold <= limit + 1; threshold++) {
            if (isBelow(in, x, y, threshold)) {
                return threshold - 1;
            }
        }
        throw CodestreamException.at(in.position(), "a packet header gives more than " + limit + " missing bit planes");
    }
}
