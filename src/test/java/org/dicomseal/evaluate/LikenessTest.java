package org.dicomseal.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.dicomseal.watermark.Fidelity;
import org.junit.jupiter.api.Test;

class LikenessTest {

    private static final int WIDTH = 70;

    private static float[] picture(long seed, int height) {
        Random random = new Random(seed);
        float[] values = new float[WIDTH * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(200) + (i / WIDTH) % 50;
        }
        return values;
    }

    private static Likeness.Rows rows(float[] values) {
        return (top, rows) -> java.util.Arrays.copyOfRange(values, top * WIDTH, (top + rows) * WIDTH);
    }

    @Test
    void bandsGiveWhatTheWholePictureGives() {
        for (int height : new int[] {11, 200, 256, 257, 261, 266, 267, 600}) {
            float[] one = picture(1, height);
            float[] other = picture(2, height);
            Likeness likeness = new Likeness();
            likeness.add(WIDTH, height, rows(one), rows(other), 255);
            assertEquals(Fidelity.ssim(one, other, WIDTH, 255), likeness.ssim(), 1e-12, "height " + height);
            assertEquals(Fidelity.psnr(one, other, 255), likeness.psnr(255), 1e-9);
            assertEquals(one.length, likeness.values());
        }
    }

    @Test
    void equalPicturesAreAsLikeAsCanBe() {
        float[] one = picture(3, 300);
        Likeness likeness = new Likeness();
        likeness.add(WIDTH, 300, rows(one), rows(one), 255);
        assertEquals(1.0, likeness.ssim());
        assertEquals(100.0, likeness.psnr(4095));
    }

    @Test
    void oneStepInOneOfManyValuesHasItsRatio() {
        float[] one = picture(3, 100);
        float[] other = one.clone();
        other[77]++;
        Likeness likeness = new Likeness();
        likeness.add(WIDTH, 100, rows(one), rows(other), 4095);
        assertEquals(20 * Math.log10(4095) + 10 * Math.log10(7000), likeness.psnr(4095), 1e-9);
    }

    @Test
    void picturesSmallerThanAWindowHaveNoSimilarity() {
        float[] one = picture(3, 10);
        Likeness likeness = new Likeness();
        likeness.add(WIDTH, 10, rows(one), rows(one), 255);
        assertTrue(Double.isNaN(likeness.ssim()));
        assertEquals(100.0, likeness.psnr(255));
    }
}
