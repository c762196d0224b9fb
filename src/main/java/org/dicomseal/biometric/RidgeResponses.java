package org.dicomseal.biometric;

/**
 * How strongly the ridges around each point answer to Gabor filters of 16 directions, on every second pixel of every second row.
 * Features at any pose are computed from this, so the filters run once an image.
 */
final class RidgeResponses {

    static final int DIRECTIONS = 16;
    static final int STEP = 2;

    private static final int RADIUS = 9;
    private static final double PERIOD = 9;
    private static final double SIGMA = 4.2;
    private static final float[][] KERNELS = kernels();

    final int columns;
    final int rows;
    /** By direction, then by point; -1 where there are no ridges. */
    final float[][] strength;

    RidgeResponses(RidgeMap map) {
        columns = map.width / STEP;
        rows = map.height / STEP;
        strength = new float[DIRECTIONS][columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int x = column * STEP;
                int y = row * STEP;
                boolean inside = map.ridged[y * map.width + x]
                        && x >= RADIUS && y >= RADIUS && x < map.width - RADIUS && y < map.height - RADIUS;
                for (int direction = 0; direction < DIRECTIONS; direction++) {
                    strength[direction][row * columns + column] = inside ? Math.abs(respond(map, x, y, KERNELS[direction])) : -1;
                }
            }
        }
    }

    private static float[][] kernels() {
        float[][] kernels = new float[DIRECTIONS][];
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            kernels[direction] = GaborKernel.even(Math.PI * direction / DIRECTIONS, PERIOD, SIGMA, RADIUS);
        }
        return kernels;
    }

    private static float respond(RidgeMap map, int x, int y, float[] kernel) {
        float sum = 0;
        for (int dy = -RADIUS; dy <= RADIUS; dy++) {
            int tap = (dy + RADIUS) * (2 * RADIUS + 1) + RADIUS;
            int at = (y + dy) * map.width + x;
            for (int dx = -RADIUS; dx <= RADIUS; dx++) {
                sum += kernel[tap + dx] * map.normalised[at + dx];
            }
        }
        return sum;
    }
}
