package org.dicomseal.codec;

/**
 * Codes yes-or-no decisions under adaptive probabilities. An encoder writes the bit that it is given; a decoder ignores it and
 * returns the one that was written. So a syntax is written down once and serves both ways.
 */
abstract class BinaryCoder {

    /** Bits of a probability. */
    static final int PRECISION = 16;

    /** A state that knows nothing: even chances, never seen. */
    static final int FRESH = 1 << 31;

    private static final int COUNT = 1023;
    private static final int LIMIT = 255;
    private static final int[] WEIGHT = new int[LIMIT + 1];

    static {
        for (int i = 0; i <= LIMIT; i++) {
            WEIGHT[i] = (int) (65536 / (i + 1.6));
        }
    }

    /** Fresh states: a probability of 1 in the upper 22 bits, how often it was used in the lower 10. */
    static int[] states(int count) {
        int[] states = new int[count];
        java.util.Arrays.fill(states, FRESH);
        return states;
    }

    /** The probability of a 1 as a fraction of 2^16, 1 to 2^16 - 1 kept off the ends by 32. */
    static int probability(int state) {
        int p = state >>> 16;
        return Math.min(Math.max(p, 24), (1 << PRECISION) - 24);
    }

    /** The state after a bit was seen: early bits count most, and at least 1 part in limit + 1.6 later. */
    static int learn(int state, int bit, int limit) {
        int count = state & COUNT;
        int p = state >>> 10;
        int target = bit << 22;
        int step = (int) ((long) (target - p) * WEIGHT[count] >> 16);
        p = Math.min(Math.max(p + step, 0), (1 << 22) - 1);
        return p << 10 | (count < limit ? count + 1 : count);
    }

    /** Codes a bit whose chance of being 1 is probability / 2^16. */
    abstract int coded(int bit, int probability);

    /** Codes a bit under a state of its own and teaches the state. */
    final int bit(int[] states, int index, int bit) {
        int state = states[index];
        int value = coded(bit, probability(state));
        states[index] = learn(state, value, LIMIT);
        return value;
    }

    /** Codes a bit under the mean of two states and teaches both. */
    final int bit(int[] coarse, int i, int[] fine, int j, int bit) {
        int first = coarse[i];
        int second = fine[j];
        int value = coded(bit, probability((int) ((first & 0xffffffffL) + (second & 0xffffffffL) >>> 1)));
        coarse[i] = learn(first, value, LIMIT);
        fine[j] = learn(second, value, LIMIT);
        return value;
    }

    /** Codes the lower bits of a value at even chances, most significant first. */
    final int plain(int value, int bits) {
        int result = 0;
        for (int i = bits - 1; i >= 0; i--) {
            result = result << 1 | coded(value >>> i & 1, 1 << PRECISION - 1);
        }
        return result;
    }
}
