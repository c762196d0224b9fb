package org.dicomseal.watermark.trace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.dicomseal.watermark.WatermarkKey;
import org.junit.jupiter.api.Test;

/** The bound on false alarms that SoftBits derives, held against simulation. */
class FalseAlarmTest {

    private static final int KEYS = 4000;

    /** The sharpest test is a flat picture with repeats: nothing in it is random but the key. */
    @Test
    void oneCodeWordsScoreExceedsTheBoundNoMoreOftenThanItSays() {
        for (GreyImage picture : new GreyImage[] {flat(), textured()}) {
            MarkedArea area = new MarkedArea(picture);
            holds(seed -> scoreOverDeviation(new TraceDetector(key(seed)).softBits(area, 0, 0)));
        }
    }

    /** With the original at hand: copies without a mark that were smoothed, brightened, written over and made noisy. */
    @Test
    void theScoreOfACopysDifferencesExceedsTheBoundNoMoreOftenThanItSays() {
        GreyImage original = textured();
        GreyImage painted = Attacks.noise(original, 2, 1);
        for (int i = 0; i < 60 * 512; i++) {
            painted.levels()[i] = 255;
        }
        GreyImage brighter = Attacks.noise(Attacks.median(original), 5, 2);
        for (int i = 0; i < brighter.levels().length; i++) {
            brighter.levels()[i] = Math.min(255, brighter.levels()[i] + 12);
        }
        MarkedArea sent = new MarkedArea(original);
        for (GreyImage copy : new GreyImage[] {painted, brighter, Attacks.halfSizeAndBack(original)}) {
            GreyImage residue = Residue.of(original, copy);
            holds(seed -> scoreOverDeviation(new TraceDetector(key(seed)).compare(sent, residue, 0, 0)));
        }
    }

    private static GreyImage flat() {
        GreyImage flat = new GreyImage(1024, 512, new float[1024 * 512]);
        Arrays.fill(flat.levels(), 90);
        return flat;
    }

    private static GreyImage textured() {
        Random random = new Random(4);
        GreyImage textured = new GreyImage(512, 512, new float[512 * 512]);
        for (int i = 0; i < textured.levels().length; i++) {
            textured.levels()[i] = (float) (128 + 30 * random.nextGaussian());
        }
        return textured;
    }

    private static void holds(IntToDoubleFunction excessUnderKey) {
        double[] probabilities = {0.1, 0.01, 0.001};
        int[] exceeded = new int[probabilities.length];
        for (int i = 0; i < KEYS; i++) {
            double excess = excessUnderKey.applyAsDouble(i);
            for (int p = 0; p < probabilities.length; p++) {
                exceeded[p] += excess > Math.sqrt(2 * -Math.log(probabilities[p])) ? 1 : 0;
            }
        }
        for (int p = 0; p < probabilities.length; p++) {
            assertTrue(exceeded[p] <= probabilities[p] * KEYS, exceeded[p] + " of " + KEYS + " at " + probabilities[p]);
        }
    }

    private static WatermarkKey key(int seed) {
        byte[] secret = new byte[WatermarkKey.BYTES];
        new Random(seed).nextBytes(secret);
        return new WatermarkKey(secret);
    }

    /** The signed sum of all soft bits for message 0, over the square root of its variance bound. */
    private static double scoreOverDeviation(SoftBits bits) {
        return bits.score(ConvolutionalCode.encode(0), 0) / Math.sqrt(bits.variance(0));
    }

    @Test
    void noPictureWithoutAMarkIsTakenForOneOverManyKeys() {
        Random random = new Random(8);
        GreyImage picture = new GreyImage(512, 512, new float[512 * 512]);
        for (int i = 0; i < picture.levels().length; i++) {
            picture.levels()[i] = (float) (100 + i / 4096 + 10 * random.nextGaussian());
        }
        MarkedArea area = new MarkedArea(picture);
        for (int i = 0; i < 300; i++) {
            byte[] secret = new byte[WatermarkKey.BYTES];
            random.nextBytes(secret);
            SoftBits bits = new TraceDetector(new WatermarkKey(secret)).softBits(area, 0, 0);
            assertFalse(bits.decode(TraceDetector.LOG_ONE_PLACE, 0, 0).found());
        }
    }
}
