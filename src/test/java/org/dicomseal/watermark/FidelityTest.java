package org.dicomseal.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FidelityTest {

    @Test
    void onePixelOfAHundredByOneGivesTheRatioOfTheFormula() {
        float[] one = new float[100];
        float[] other = new float[100];
        other[7] = 1;
        assertEquals(20 * Math.log10(255) + 20, Fidelity.psnr(one, other, 255), 1e-9);
        assertEquals(Fidelity.MOST_PSNR, Fidelity.psnr(one, one, 255));
        assertEquals(20 * Math.log10(4095) + 10 * Math.log10(262144 / 1088.0), Fidelity.bound(4095, 262144, 1088), 1e-9);
    }

    @Test
    void similarityIsOneForEqualPicturesAndFallsWithNoiseAndContrast() {
        float[] picture = new float[40 * 30];
        float[] noisy = new float[picture.length];
        float[] pale = new float[picture.length];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (float) (128 + 100 * Math.sin(i % 40 / 4.0) * Math.cos(i / 40 / 3.0));
            noisy[i] = picture[i] + (i * 7919 % 13 - 6);
            pale[i] = picture[i] / 2 + 64;
        }
        assertEquals(1, Fidelity.ssim(picture, picture, 40, 255), 1e-12);
        assertTrue(Fidelity.ssim(picture, noisy, 40, 255) < 0.999);
        assertEquals(0.8, Fidelity.ssim(picture, pale, 40, 255), 0.05);
        assertThrows(IllegalArgumentException.class, () -> Fidelity.ssim(new float[100], new float[100], 10, 255));
    }

    /** Two flat pictures: only the first factor of the index is left. */
    @Test
    void similarityOfFlatPicturesIsThatOfTheirMeans() {
        float[] dark = new float[144];
        float[] light = new float[144];
        java.util.Arrays.fill(dark, 50);
        java.util.Arrays.fill(light, 100);
        double c1 = 2.55 * 2.55;
        assertEquals((2 * 50 * 100 + c1) / (50 * 50 + 100 * 100 + c1), Fidelity.ssim(dark, light, 12, 255), 1e-9);
    }

    @Test
    void bitsAreCompared() {
        byte[] sent = {0, (byte) 0xff};
        assertEquals(0, Fidelity.bitErrorRate(sent, sent));
        assertEquals(1, Fidelity.normalisedCorrelation(sent, sent));
        assertEquals(0.25, Fidelity.bitErrorRate(sent, new byte[] {0x0f, (byte) 0xff}));
        assertEquals(-1, Fidelity.normalisedCorrelation(sent, new byte[] {(byte) 0xff, 0}));
    }
}
