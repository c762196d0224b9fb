package org.dicomseal.biometric;

/**
 * An even Gabor filter: a cosine wave across ridges of a given direction under a round Gaussian, without mean, absolute sum 1.
 * Directions are angles of the ridges in radians, x to the right and y down, as everywhere in this package.
 */
final class GaborKernel {

    private GaborKernel() {
    }

    /**
     * Computes the kernel.
     *
     * @param direction of the ridges, radians
     * @param period    distance of ridges in pixels
     * @param sigma     of the Gaussian in pixels
     * @param radius    the kernel has 2 * radius + 1 samples a side
     */
    static float[] even(double direction, double period, double sigma, int radius) {
        int side = 2 * radius + 1;
        double[] envelope = new double[side * side];
        double[] wave = new double[side * side];
        double sumWave = 0;
        double sumEnvelope = 0;
        for (int y = -radius; y <= radius; y++) {
            for (int x = -radius; x <= radius; x++) {
                int at = (y + radius) * side + x + radius;
                double across = y * StrictMath.cos(direction) - x * StrictMath.sin(direction);
                envelope[at] = StrictMath.exp(-(x * x + y * y) / (2 * sigma * sigma));
                wave[at] = envelope[at] * StrictMath.cos(2 * Math.PI / period * across);
                sumWave += wave[at];
                sumEnvelope += envelope[at];
            }
        }
        double absolute = 0;
        for (int i = 0; i < wave.length; i++) {
            wave[i] -= envelope[i] * sumWave / sumEnvelope;
            absolute += Math.abs(wave[i]);
        }
        float[] kernel = new float[wave.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (wave[i] / absolute);
        }
        return kernel;
    }
}
