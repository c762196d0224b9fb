package org.dicomseal.codec;

/**
 * Says of each stretch of a row whether all its samples are what one would expect at once: what stands still or is empty costs one
 * decision for many samples, and next to no time.
 */
final class Stretches {

    /** Samples of a stretch; the last of a row may have fewer. */
    static final int LENGTH = 32;

    private final int[] states = BinaryCoder.states(1 << 6);
    /** For each stretch of the row above and, as far as it is known, of the row at work, whether it was as expected. */
    private byte[] row = new byte[0];
    private int left;

    /** Before a plane's first row. */
    void start(int width) {
        row = new byte[width / LENGTH + 3];
    }

    void openRow() {
        left = 3;
    }

    /**
     * Codes whether all samples of the stretch are as expected.
     *
     * @param surroundings what else there is to know, 0 to 3
     */
    boolean code(BinaryCoder coder, int x, int surroundings, boolean asExpected) {
        int at = x / LENGTH;
        int context = (left & 3) << 2 | row[at] << 1 | row[at + 1] | surroundings << 4;
        boolean value = coder.bit(states, context, asExpected ? 1 : 0) == 1;
        note(x, value);
        return value;
    }

    /** Notes a stretch of which nothing could be expected. */
    void note(int x, boolean asExpected) {
        row[x / LENGTH] = (byte) (asExpected ? 1 : 0);
        left = left << 1 | row[x / LENGTH];
    }
}
