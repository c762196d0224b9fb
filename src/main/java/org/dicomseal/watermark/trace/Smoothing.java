package org.dicomseal.watermark.trace;

import java.util.Arrays;

/** What commonly happens to the details of a picture: done to an original, it tells what a copy would look like without a mark. */
final class Smoothing {

    private Smoothing() {
    }

    /** The median of 3 x 3 pixels; the outermost pixels stay. */
    static GreyImage median(GreyImage picture) {
        float[] levels = picture.levels().clone();
        float[] around = new float[9];
        for (int y = 1; y < picture.height() - 1; y++) {
            for (int x = 1; x < picture.width() - 1; x++) {
                for (int i = 0; i < around.length; i++) {
                    around[i] = picture.at(x - 1 + i % 3, y - 1 + i / 3);
                }
                Arrays.sort(around);
                levels[y * picture.width() + x] = around[around.length / 2];
            }
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    /** A Gaussian with a standard deviation in pixels; the picture's edge goes on beyond it. */
    static GreyImage gaussian(GreyImage picture, double deviation) {
        int reach = (int) Math.ceil(3 * deviation);
        double[] weights = new double[2 * reach + 1];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(-Math.pow((i - reach) / deviation, 2) / 2);
        }
        double sum = Arrays.stream(weights).sum();
        float[] across = new float[picture.levels().length];
        float[] levels = new float[picture.levels().length];
        blur(picture.levels(), across, weights, sum, 1, picture.width(), picture.width());
        blur(across, levels, weights, sum, picture.width(), picture.height(), picture.width());
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    /**
     * Blurs along one axis.
     *
     * @param step   from an element to the next along the axis
     * @param length elements along the axis
     * @param width  elements of a row
     */
    private static void blur(float[] from, float[] to, double[] weights, double sum, int step, int length, int width) {
        int reach = weights.length / 2;
        for (int i = 0; i < from.length; i++) {
            int place = step == 1 ? i % width : i / width;
            double value = 0;
            for (int k = 0; k < weights.length; k++) {
                int other = Math.max(0, Math.min(length - 1, place + k - reach));
                value += weights[k] * from[i + (other - place) * step];
            }
            to[i] = (float) (value / sum);
        }
    }

    /** To half the size by means of four, and back by bilinear interpolation. */
    static GreyImage halfSizeAndBack(GreyImage picture) {
        int width = Math.max(1, picture.width() / 2);
        int height = Math.max(1, picture.height() / 2);
        GreyImage half = new GreyImage(width, height, new float[width * height]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = Math.min(2 * x + 1, picture.width() - 1);
                int below = Math.min(2 * y + 1, picture.height() - 1);
                half.levels()[y * width + x] = (picture.at(2 * x, 2 * y) + picture.at(right, 2 * y) + picture.at(2 * x, below)
                        + picture.at(right, below)) / 4;
            }
        }
        float[] levels = new float[picture.levels().length];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                levels[y * picture.width() + x] = between(half, (x + 0.5) / 2 - 0.5, (y + 0.5) / 2 - 0.5);
            }
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    private static float between(GreyImage image, double x, double y) {
        double inX = Math.max(0, Math.min(image.width() - 1, x));
        double inY = Math.max(0, Math.min(image.height() - 1, y));
        int left = (int) inX;
        int top = (int) inY;
        int right = Math.min(image.width() - 1, left + 1);
        int bottom = Math.min(image.height() - 1, top + 1);
        double u = inX - left;
        double v = inY - top;
        return (float) ((1 - v) * ((1 - u) * image.at(left, top) + u * image.at(right, top))
                + v * ((1 - u) * image.at(left, bottom) + u * image.at(right, bottom)));
    }
}
