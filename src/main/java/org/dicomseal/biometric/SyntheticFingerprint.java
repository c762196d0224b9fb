package org.dicomseal.biometric;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * A finger of nobody, grown from a number; for training, tests and the demo.
 * Ridges grow out of noise by repeated filtering along the finger's ridge flow, so that minutiae emerge by themselves, the way SFinGe does it
 * (Cappelli, Maio and Maltoni, ICPR 2002). The same number gives the same finger on every machine.
 */
public final class SyntheticFingerprint {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 440;
    private static final int RADIUS = 11;
    private static final int DIRECTIONS = 64;
    private static final int PERIODS = 9;
    private static final double SHORTEST_PERIOD = 6.8;
    private static final double LONGEST_PERIOD = 11.6;
    private static final int ROUNDS = 7;
    private static final float GAIN = 3.5f;
    private static final float[][] KERNELS = kernels();

    private final long seed;
    private final float[] ridges;

    private SyntheticFingerprint(long seed, float[] ridges) {
        this.seed = seed;
        this.ridges = ridges;
    }

    /**
     * Grows the ridges of a finger; takes about a second.
     *
     * @param seed one finger a seed
     */
    public static SyntheticFingerprint grow(long seed) {
        Random random = new Random(seed * 7919 + 13);
        RidgeFlow flow = new RidgeFlow(random, WIDTH, HEIGHT);
        SmoothNoise periodChange = new SmoothNoise(random, WIDTH, HEIGHT, 80, 0.06);
        double period = 9.0 + 0.6 * random.nextGaussian();
        int[] kernelOf = new int[WIDTH * HEIGHT];
        float[] ridges = new float[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double local = period * (1 + periodChange.at(x, y)) * (y > HEIGHT * 0.7 ? 1.06 : 1);
                kernelOf[y * WIDTH + x] = kernelFor(flow.direction(x, y), local);
                ridges[y * WIDTH + x] = (float) random.nextGaussian();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            ridges = filter(ridges, kernelOf);
        }
        return new SyntheticFingerprint(seed, ridges);
    }

    /**
     * An impression of this finger: placed, pressed, distorted and scanned a little differently for every number.
     *
     * @param number     which impression
     * @param difficulty 0 is nearly ideal, 1 ordinary, 2 poor
     */
    public FingerprintImage impression(long number, double difficulty) {
        return new SyntheticImpression(ridges, WIDTH, HEIGHT, new Random(seed * 1_000_003 + number), difficulty).scan();
    }

    private static float[][] kernels() {
        float[][] kernels = new float[DIRECTIONS * PERIODS][];
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            for (int step = 0; step < PERIODS; step++) {
                double period = SHORTEST_PERIOD + (LONGEST_PERIOD - SHORTEST_PERIOD) * step / (PERIODS - 1);
                kernels[direction * PERIODS + step] = GaborKernel.even(Math.PI * direction / DIRECTIONS, period, 0.45 * period, RADIUS);
            }
        }
        return kernels;
    }

    private static int kernelFor(double direction, double period) {
        int step = (int) Math.round((period - SHORTEST_PERIOD) / (LONGEST_PERIOD - SHORTEST_PERIOD) * (PERIODS - 1));
        int nearest = (int) Math.round(direction / Math.PI * DIRECTIONS) % DIRECTIONS;
        return nearest * PERIODS + Math.max(0, Math.min(PERIODS - 1, step));
    }

    private static float[] filter(float[] in, int[] kernelOf) {
        float[] out = new float[in.length];
        IntStream.range(0, HEIGHT).parallel().forEach(y -> {
            for (int x = 0; x < WIDTH; x++) {
                float sum = respond(in, x, y, KERNELS[kernelOf[y * WIDTH + x]]);
                out[y * WIDTH + x] = (float) StrictMath.tanh(GAIN * sum);
            }
        });
        return out;
    }

    /** The kernel's response; outside the picture there is nothing. */
    private static float respond(float[] in, int x, int y, float[] kernel) {
        int left = Math.max(-RADIUS, -x);
        int right = Math.min(RADIUS, WIDTH - 1 - x);
        float sum = 0;
        for (int dy = Math.max(-RADIUS, -y); dy <= Math.min(RADIUS, HEIGHT - 1 - y); dy++) {
            int row = (y + dy) * WIDTH + x;
            int tap = (dy + RADIUS) * (2 * RADIUS + 1) + RADIUS;
            for (int dx = left; dx <= right; dx++) {
                sum += kernel[tap + dx] * in[row + dx];
            }
        }
        return sum;
    }
}
