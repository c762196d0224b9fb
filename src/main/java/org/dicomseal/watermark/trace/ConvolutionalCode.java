package org.dicomseal.watermark.trace;

/**
 * The error-correcting code of the trace mark: 32 bits become 160. A convolutional code of rate 1/4 and constraint length 9 with the
 * generators 765, 671, 513 and 473 (octal; TIA/EIA-95, also Proakis, Digital Communications, table 8.2), ended by eight zero bits and decoded by
 * Viterbi's algorithm from soft values.
 */
final class ConvolutionalCode {

    static final int MESSAGE_BITS = 32;
    static final int CODE_BITS = 160;

    private static final int[] GENERATORS = {0765, 0671, 0513, 0473};
    private static final int MEMORY = 8;
    private static final int STATES = 1 << MEMORY;
    private static final int STEPS = MESSAGE_BITS + MEMORY;

    private ConvolutionalCode() {
    }

    /** The code word of a message, as +1 (a zero bit) and -1. */
    static byte[] encode(int message) {
        byte[] word = new byte[CODE_BITS];
        int register = 0;
        for (int step = 0; step < STEPS; step++) {
            int bit = step < MESSAGE_BITS ? message >>> MESSAGE_BITS - 1 - step & 1 : 0;
            register = bit << MEMORY | register >>> 1;
            for (int i = 0; i < GENERATORS.length; i++) {
                word[step * GENERATORS.length + i] = sign(register, i);
            }
        }
        return word;
    }

    private static byte sign(int register, int generator) {
        return (byte) (1 - 2 * (Integer.bitCount(register & GENERATORS[generator]) & 1));
    }

    /**
     * The message whose code word correlates most with the received values.
     *
     * @param received 160 values, positive for a zero bit; their size is their weight
     */
    static int decode(double[] received) {
        double[] best = new double[STATES];
        java.util.Arrays.fill(best, Double.NEGATIVE_INFINITY);
        best[0] = 0;
        byte[][] dropped = new byte[STEPS][STATES];
        for (int step = 0; step < STEPS; step++) {
            double[] next = new double[STATES];
            for (int state = 0; state < STATES; state++) {
                int newest = state >>> MEMORY - 1;
                double most = Double.NEGATIVE_INFINITY;
                for (int oldest = 0; oldest < 2; oldest++) {
                    int register = state << 1 | oldest;
                    double sum = best[register & STATES - 1];
                    for (int i = 0; i < GENERATORS.length; i++) {
                        sum += received[step * GENERATORS.length + i] * sign(register, i);
                    }
                    if (sum > most) {
                        most = sum;
                        dropped[step][state] = (byte) oldest;
                    }
                }
                next[state] = step >= MESSAGE_BITS && newest == 1 ? Double.NEGATIVE_INFINITY : most;
            }
            best = next;
        }
        return trace(dropped);
    }

    /** Follows the survivors back from the zero state. */
    private static int trace(byte[][] dropped) {
        int message = 0;
        int state = 0;
        for (int step = STEPS - 1; step >= 0; step--) {
            int bit = state >>> MEMORY - 1;
            if (step < MESSAGE_BITS) {
                message |= bit << MESSAGE_BITS - 1 - step;
            }
            state = (state << 1 | dropped[step][state]) & STATES - 1;
        }
        return message;
    }
}
