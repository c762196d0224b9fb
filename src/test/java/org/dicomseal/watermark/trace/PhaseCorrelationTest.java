package org.dicomseal.watermark.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PhaseCorrelationTest {

    @Test
    void aNoisyPartIsFoundWhereItWasCutOut() {
        Random random = new Random(5);
        GreyImage whole = new GreyImage(200, 150, new float[200 * 150]);
        for (int i = 0; i < whole.levels().length; i++) {
            whole.levels()[i] = (float) (100 + 50 * Math.sin(i % 200 / 9.0) + 10 * random.nextGaussian());
        }
        GreyImage part = Attacks.noise(whole.part(31, 17, 120, 110), 5, 6);
        assertArrayEquals(new int[] {31, 17}, PhaseCorrelation.find(part, whole));
        assertThrows(IllegalArgumentException.class, () -> PhaseCorrelation.find(whole, part));
    }

    @Test
    void theTransformOfAnImpulseIsFlatAndItsInverseGivesItBack() {
        double[] real = new double[64];
        double[] imaginary = new double[64];
        real[3 * 8 + 5] = 1;
        Fft fft = new Fft(8);
        fft.transform(real, imaginary, false);
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                double angle = -2 * Math.PI * (3 * row + 5 * column) / 8;
                assertEquals(Math.cos(angle), real[row * 8 + column], 1e-12);
                assertEquals(Math.sin(angle), imaginary[row * 8 + column], 1e-12);
            }
        }
        fft.transform(real, imaginary, true);
        assertEquals(64, real[3 * 8 + 5], 1e-12);
        assertEquals(0, real[0], 1e-12);
    }
}
