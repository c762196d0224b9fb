package org.dicomseal.biometric;

import java.util.Arrays;

/**
 * What the ridges of an image look like, pixel by pixel: where there are any, which way they run, how clearly.
 * Directions come from the smoothed structure tensor (Kass and Witkin 1987), as the unit vector (cos, sin) of twice the ridge angle, so that
 * opposite directions are one.
 */
final class RidgeMap {

    private static final double TENSOR_SIGMA = 7;
    private static final double CONTRAST_SIGMA = 12;
    /** Of the 75th percentile of gradient energy; below it, a pixel counts as background. */
    private static final float ENERGY_SHARE = 0.22f;
    /** Gradient energy of faint noise in 8-bit samples; a plane below it is blank. */
    private static final float BLANK_ENERGY = 4;

    final int width;
    final int height;
    /** Whether there are ridges at a pixel. */
    final boolean[] ridged;
    final float[] cos2;
    final float[] sin2;
    /** How much the gradients around a pixel agree, 0 to 1; 0 outside the ridges. */
    final float[] coherence;
    /** The image with its local mean taken away and divided by its local deviation, about -1.6 to 1.6. */
    final float[] normalised;

    RidgeMap(FingerprintImage image) {
        width = image.width();
        height = image.height();
        cos2 = new float[width * height];
        sin2 = new float[width * height];
        float[] energy = new float[width * height];
        structureTensor(image.grey(), energy);
        ridged = foreground(energy);
        coherence = new float[width * height];
        for (int i = 0; i < coherence.length; i++) {
            double length = Math.sqrt(cos2[i] * cos2[i] + sin2[i] * sin2[i]);
            coherence[i] = ridged[i] ? (float) (length / (energy[i] + 1e-6)) : 0;
            // ridges run at right angles to the gradient: half a turn in doubled angles
            cos2[i] = (float) (-cos2[i] / (length + 1e-9));
            sin2[i] = (float) (-sin2[i] / (length + 1e-9));
        }
        normalised = normalise(image.grey());
    }

    private void structureTensor(float[] grey, float[] energy) {
        float[] smooth = Blur.gaussian(grey, width, height, 1);
        float[] difference = new float[grey.length];
        float[] product = new float[grey.length];
        float[] sum = new float[grey.length];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                float gx = smooth[i + 1] - smooth[i - 1];
                float gy = smooth[i + width] - smooth[i - width];
                difference[i] = gx * gx - gy * gy;
                product[i] = 2 * gx * gy;
                sum[i] = gx * gx + gy * gy;
            }
        }
        System.arraycopy(Blur.gaussian(difference, width, height, TENSOR_SIGMA), 0, cos2, 0, cos2.length);
        System.arraycopy(Blur.gaussian(product, width, height, TENSOR_SIGMA), 0, sin2, 0, sin2.length);
        System.arraycopy(Blur.gaussian(sum, width, height, TENSOR_SIGMA), 0, energy, 0, energy.length);
    }

    private boolean[] foreground(float[] energy) {
        float[] sorted = energy.clone();
        Arrays.sort(sorted);
        float threshold = Math.max(BLANK_ENERGY, ENERGY_SHARE * sorted[sorted.length * 3 / 4]);
        float[] votes = new float[energy.length];
        for (int i = 0; i < votes.length; i++) {
            votes[i] = energy[i] > threshold ? 1 : 0;
        }
        float[] smooth = Blur.gaussian(votes, width, height, 5);
        boolean[] inside = new boolean[energy.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = smooth[i] > 0.6f;
        }
        return inside;
    }

    private float[] normalise(float[] grey) {
        float[] mean = Blur.gaussian(grey, width, height, CONTRAST_SIGMA);
        float[] squares = new float[grey.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = (grey[i] - mean[i]) * (grey[i] - mean[i]);
        }
        float[] variance = Blur.gaussian(squares, width, height, CONTRAST_SIGMA);
        float[] out = new float[grey.length];
        for (int i = 0; i < out.length; i++) {
            double value = (grey[i] - mean[i]) / Math.sqrt(variance[i] + 60);
            out[i] = (float) Math.max(-1.6, Math.min(1.6, value));
        }
        return out;
    }

    boolean ridgedAt(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && ridged[y * width + x];
    }
}
