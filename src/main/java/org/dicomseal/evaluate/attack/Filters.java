package org.dicomseal.evaluate.attack;

import java.util.Arrays;
import org.dicomseal.watermark.trace.GreyImage;

/** Filters and grey-level changes; at the edges the outermost pixels are repeated. */
final class Filters {

    private static final int LEVELS = 256;

    private Filters() {
    }

    /** The median of 3 x 3 pixels. */
    static GreyImage median(GreyImage picture) {
        float[] levels = new float[picture.levels().length];
        float[] around = new float[9];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                for (int i = 0; i < around.length; i++) {
                    around[i] = at(picture, x - 1 + i % 3, y - 1 + i / 3);
                }
                Arrays.sort(around);
                levels[y * picture.width() + x] = around[4];
            }
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    /** A Gaussian of three deviations to each side, in both directions. */
    static GreyImage gaussian(GreyImage picture, double deviation) {
        int reach = (int) Math.ceil(3 * deviation);
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(-(i - reach) * (i - reach) / (2 * deviation * deviation));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return blurred(blurred(picture, weights, 1, 0), weights, 0, 1);
    }

    private static GreyImage blurred(GreyImage picture, double[] weights, int stepX, int stepY) {
        float[] levels = new float[picture.levels().length];
        int reach = weights.length / 2;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double value = 0;
                for (int i = -reach; i <= reach; i++) {
                    value += weights[i + reach] * at(picture, x + i * stepX, y + i * stepY);
                }
                levels[y * picture.width() + x] = (float) value;
            }
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    private static float at(GreyImage picture, int x, int y) {
        return picture.at(Math.max(0, Math.min(picture.width() - 1, x)), Math.max(0, Math.min(picture.height() - 1, y)));
    }

    /** Levels replaced by their rank (256 classes), so that all are about equally frequent. */
    static GreyImage equalised(GreyImage picture) {
        long[] below = new long[LEVELS];
        for (float level : picture.levels()) {
            below[rounded(level)]++;
        }
        for (int i = 1; i < LEVELS; i++) {
            below[i] += below[i - 1];
        }
        int first = 0;
        while (below[first] == 0) {
            first++;
        }
        double pixels = picture.levels().length;
        double darkest = below[first];
        float[] levels = new float[picture.levels().length];
        for (int i = 0; i < levels.length; i++) {
            double rank = below[rounded(picture.levels()[i])] - darkest;
            levels[i] = pixels == darkest ? picture.levels()[i] : (float) (255 * rank / (pixels - darkest));
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    private static int rounded(float level) {
        return Math.max(0, Math.min(LEVELS - 1, Math.round(level)));
    }
}
