package org.dicomseal.codec;

/** A linear predictor that learns as it goes (normalised least mean squares), in whole numbers. */
final class OnlineRegression {

    private static final int WEIGHT_BITS = 16;
    private static final int RATE = 7;
    private static final int LARGEST = 4 << WEIGHT_BITS;

    private final int[] weights;
    private int[] input;
    private int prediction;
    private long power;

    OnlineRegression(int inputs) {
        weights = new int[inputs];
    }

    /** Predicts a number from a base and differences to it; both are kept until {@link #learn}. */
    int predict(int base, int[] differences) {
        input = differences;
        long sum = 1L << WEIGHT_BITS - 1;
        power = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += (long) weights[k] * differences[k];
            power += (long) differences[k] * differences[k];
        }
        prediction = base + (int) (sum >> WEIGHT_BITS);
        return prediction;
    }

    /** Tells the number that was predicted last. */
    void learn(int number) {
        if (power == 0) {
            return;
        }
        long gain = ((long) (number - prediction) << WEIGHT_BITS + 16 - RATE) / (power + 64);
        for (int k = 0; k < weights.length; k++) {
            long weight = weights[k] + (gain * input[k] >> 16);
            weights[k] = (int) Math.max(-LARGEST, Math.min(LARGEST, weight));
        }
    }
}
