package org.dicomseal.evaluate.attack;

import java.util.Random;
import org.dicomseal.watermark.trace.GreyImage;

/** Noise of the channel. */
final class Noise {

    private Noise() {
    }

    /** @param deviation in levels of 255 */
    static GreyImage gaussian(GreyImage picture, double deviation, Random random) {
        float[] levels = picture.levels().clone();
        for (int i = 0; i < levels.length; i++) {
            levels[i] += (float) (deviation * random.nextGaussian());
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    /** @param share of pixels that become black or white, half of them each */
    static GreyImage saltAndPepper(GreyImage picture, double share, Random random) {
        float[] levels = picture.levels().clone();
        for (int i = 0; i < levels.length; i++) {
            double draw = random.nextDouble();
            if (draw < share) {
                levels[i] = draw < share / 2 ? 0 : 255;
            }
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }
}
