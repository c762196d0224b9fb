package org.dicomseal.codec;

import java.util.Arrays;

/** Code lengths of a Huffman code of limited depth. */
final class HuffmanLengths {

    /** No codeword is longer, so one look into a table of 2^11 entries decodes any. */
    static final int LIMIT = 11;

    private static final int SYMBOL_BITS = 8;

    private HuffmanLengths() {
    }

    /**
     * Lengths that are best for these counts, or close to it where the limit bites. Symbols that never occur have length 0; a
     * lone symbol has length 1.
     *
     * @param counts occurrences of up to 256 symbols
     */
    static byte[] of(int[] counts) {
        long[] leaves = new long[counts.length];
        int n = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                leaves[n++] = (long) counts[symbol] << SYMBOL_BITS | symbol;
            }
        }
        byte[] lengths = new byte[counts.length];
        if (n == 0) {
            return lengths;
        }
        Arrays.sort(leaves, 0, n);
        int[] perLength = limited(depths(leaves, n));
        int next = 0;
        for (int length = LIMIT; length > 0; length--) {
            for (int i = 0; i < perLength[length]; i++) {
                lengths[(int) leaves[next++] & (1 << SYMBOL_BITS) - 1] = (byte) length;
            }
        }
        return lengths;
    }

    /** How many leaves the unlimited tree has at each depth: two queues, leaves by weight and inner nodes in order of making. */
    private static int[] depths(long[] leaves, int n) {
        if (n == 1) {
            return new int[] {0, 1};
        }
        long[] weight = new long[2 * n - 1];
        int[] parent = new int[2 * n - 1];
        for (int i = 0; i < n; i++) {
            weight[i] = leaves[i] >>> SYMBOL_BITS;
        }
        int leaf = 0;
        int inner = n;
        for (int made = n; made < 2 * n - 1; made++) {
            for (int child = 0; child < 2; child++) {
                boolean takeLeaf = leaf < n && (inner == made || weight[leaf] <= weight[inner]);
                int lightest = takeLeaf ? leaf++ : inner++;
                weight[made] += weight[lightest];
                parent[lightest] = made;
            }
        }
        int[] depth = new int[2 * n - 1];
        int[] count = new int[n + 1];
        for (int node = 2 * n - 3; node >= 0; node--) {
            depth[node] = depth[parent[node]] + 1;
            if (node < n) {
                count[depth[node]]++;
            }
        }
        return count;
    }

    /** Lifts what lies below the limit, then sinks the shortest-changed leaves until the code is complete again (Kraft's sum is 1). */
    private static int[] limited(int[] count) {
        int[] result = Arrays.copyOf(count, Math.max(count.length, LIMIT + 1));
        for (int depth = LIMIT + 1; depth < result.length; depth++) {
            result[LIMIT] += result[depth];
            result[depth] = 0;
        }
        long excess = -(1L << LIMIT);
        for (int depth = 1; depth <= LIMIT; depth++) {
            excess += (long) result[depth] << LIMIT - depth;
        }
        while (excess > 0) {
            int depth = LIMIT - 1;
            while (result[depth] == 0) {
                depth--;
            }
            result[depth]--;
            result[depth + 1] += 2;
            result[LIMIT]--;
            excess--;
        }
        return result;
    }
}
