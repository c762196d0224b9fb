package org.dicomseal.biometric;

/** Gaussian blur of a plane of samples; at the borders the outermost sample goes on. */
final class Blur {

    private Blur() {
    }

    static float[] gaussian(float[] plane, int width, int height, double sigma) {
        float[] kernel = kernel(sigma);
        return down(across(plane, width, height, kernel), width, height, kernel);
    }

    private static float[] kernel(double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(-(i - radius) * (i - radius) / (2 * sigma * sigma));
            sum += weights[i];
        }
        float[] kernel = new float[weights.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (weights[i] / sum);
        }
        return kernel;
    }

    private static float[] across(float[] plane, int width, int height, float[] kernel) {
        int radius = kernel.length / 2;
        float[] out = new float[plane.length];
        float[] row = new float[width + 2 * radius];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = plane[y * width + Math.max(0, Math.min(width - 1, x - radius))];
            }
            for (int tap = 0; tap < kernel.length; tap++) {
                for (int x = 0; x < width; x++) {
                    out[y * width + x] += kernel[tap] * row[x + tap];
                }
            }
        }
        return out;
    }

    private static float[] down(float[] plane, int width, int height, float[] kernel) {
        int radius = kernel.length / 2;
        float[] out = new float[plane.length];
        for (int y = 0; y < height; y++) {
            for (int tap = 0; tap < kernel.length; tap++) {
                int from = Math.max(0, Math.min(height - 1, y + tap - radius)) * width;
                for (int x = 0; x < width; x++) {
                    out[y * width + x] += kernel[tap] * plane[from + x];
                }
            }
        }
        return out;
    }
}
