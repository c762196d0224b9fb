package org.dicomseal.biometric;

/**
 * The picture that the network sees: ridges filtered along their own direction (Hong, Wan and Jain, IEEE Trans. PAMI 20, 1998), around a pose,
 * upright, 224 x 224 samples from 0 (ridge) to 1 (valley); 0.5 where there are no ridges.
 */
final class RidgeEnhancer {

    static final int SIDE = 224;

    private static final int DIRECTIONS = 32;
    private static final int RADIUS = 10;
    private static final double GAIN = 3.6;
    private static final float[][] KERNELS = kernels();

    private final RidgeMap map;
    private final float[] enhanced;

    RidgeEnhancer(RidgeMap map) {
        this.map = map;
        this.enhanced = enhance();
    }

    private static float[][] kernels() {
        float[][] kernels = new float[DIRECTIONS][];
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            kernels[direction] = GaborKernel.even(Math.PI * direction / DIRECTIONS, 9, 4.2, RADIUS);
        }
        return kernels;
    }

    /** The whole image, enhanced: -1 to 1, 0 outside the ridges. */
    private float[] enhance() {
        float[] out = new float[map.width * map.height];
        for (int y = RADIUS; y < map.height - RADIUS; y++) {
            for (int x = RADIUS; x < map.width - RADIUS; x++) {
                int i = y * map.width + x;
                if (map.ridged[i]) {
                    double angle = StrictMath.atan2(map.sin2[i], map.cos2[i]) / 2;
                    int direction = Math.floorMod((int) Math.round(angle / Math.PI * DIRECTIONS), DIRECTIONS);
                    out[i] = (float) StrictMath.tanh(GAIN * respond(x, y, KERNELS[direction]));
                }
            }
        }
        return out;
    }

    private float respond(int x, int y, float[] kernel) {
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

    /** The enhanced image itself, row by row, -1 to 1. */
    float[] whole() {
        return enhanced;
    }

    /** The picture around a pose, read with bilinear interpolation. */
    float[] picture(Pose pose) {
        float[] picture = new float[SIDE * SIDE];
        double cos = StrictMath.cos(pose.turn());
        double sin = StrictMath.sin(pose.turn());
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                double right = u - (SIDE - 1) / 2.0;
                double down = v - (SIDE - 1) / 2.0;
                double value = between(pose.x() + cos * right - sin * down, pose.y() + sin * right + cos * down);
                picture[v * SIDE + u] = (float) (0.5 + 0.5 * value);
            }
        }
        return picture;
    }

    private double between(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        if (column < 0 || row < 0 || column >= map.width - 1 || row >= map.height - 1) {
            return 0;
        }
        double right = x - column;
        double down = y - row;
        int i = row * map.width + column;
        double above = enhanced[i] * (1 - right) + enhanced[i + 1] * right;
        double below = enhanced[i + map.width] * (1 - right) + enhanced[i + map.width + 1] * right;
        return above * (1 - down) + below * down;
    }
}
