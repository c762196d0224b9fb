package org.dicomseal.codec;

import java.util.Arrays;

/**
 * Mixes several opinions on one yes-or-no decision into one, in the logistic domain, and learns whom to trust. Whole numbers only.
 */
final class Mixer {

    private static final int STRETCHED = 4096;
    private static final int LARGEST = 2047;
    private static final int ONE = 1 << 16;
    private static final int RATE = 14;
    /** ln(p / (1 - p)) in units of 2^-8, for p in units of 2^-12. */
    private static final short[] STRETCH = new short[STRETCHED];
    /** Its inverse, giving p in units of 2^-16, for arguments from -2047 to 2047. */
    private static final int[] SQUASH = new int[2 * LARGEST + 1];

    static {
        for (int x = -LARGEST; x <= LARGEST; x++) {
            SQUASH[x + LARGEST] = squash(x);
        }
        int next = 0;
        for (int x = -LARGEST; x <= LARGEST; x++) {
            int p = SQUASH[x + LARGEST] >> 4;
            for (; next <= p; next++) {
                STRETCH[next] = (short) x;
            }
        }
        Arrays.fill(STRETCH, next, STRETCHED, (short) LARGEST);
    }

    private final int inputs;
    private final int[] weights;
    private final int[] opinion;
    private int set;
    private int count;
    private int mixed;

    Mixer(int inputs, int sets) {
        this.inputs = inputs;
        weights = new int[inputs * sets];
        Arrays.fill(weights, ONE * 2 / (inputs + 1));
        opinion = new int[inputs];
    }

    /** StrictMath, so the table is the same on every machine. */
    private static int squash(int x) {
        return (int) StrictMath.floor(65536 / (1 + StrictMath.exp(-x / 256.0)));
    }

    void begin(int weightSet) {
        set = weightSet * inputs;
        count = 0;
    }

    /** Adds the opinion of a state. */
    void add(int state) {
        opinion[count++] = STRETCH[state >>> 20];
    }

    /** The mixed probability of a 1, for {@link BinaryCoder#coded}. */
    int probability() {
        long sum = 0;
        for (int k = 0; k < inputs; k++) {
            sum += (long) weights[set + k] * opinion[k];
        }
        int x = (int) Math.max(-LARGEST, Math.min(LARGEST, sum >> 16));
        mixed = SQUASH[x + LARGEST];
        return Math.min(Math.max(mixed, 16), 65536 - 16);
    }

    void learn(int bit) {
        int error = (bit << 16) - mixed;
        for (int k = 0; k < inputs; k++) {
            int weight = weights[set + k] + (opinion[k] * error + (1 << RATE - 1) >> RATE);
            weights[set + k] = Math.max(-8 * ONE, Math.min(8 * ONE, weight));
        }
    }
}
