package org.dicomseal.biometric;

import java.util.Random;

/** A field of smooth random values: Gaussian numbers on a coarse grid, smoothly interpolated. */
final class SmoothNoise {

    private final double[] knots;
    private final int columns;
    private final double cell;
    private final double amplitude;

    /**
     * Draws the field.
     *
     * @param cell      distance of the random values in pixels
     * @param amplitude standard deviation at the knots
     */
    SmoothNoise(Random random, int width, int height, double cell, double amplitude) {
        this.columns = (int) (width / cell) + 3;
        this.knots = new double[columns * ((int) (height / cell) + 3)];
        for (int i = 0; i < knots.length; i++) {
            knots[i] = random.nextGaussian();
        }
        this.cell = cell;
        this.amplitude = amplitude;
    }

    double at(double x, double y) {
        int column = (int) (x / cell);
        int row = (int) (y / cell);
        double right = ease(x / cell - column);
        double down = ease(y / cell - row);
        int knot = row * columns + column;
        double above = knots[knot] * (1 - right) + knots[knot + 1] * right;
        double below = knots[knot + columns] * (1 - right) + knots[knot + columns + 1] * right;
        return amplitude * (above * (1 - down) + below * down);
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
