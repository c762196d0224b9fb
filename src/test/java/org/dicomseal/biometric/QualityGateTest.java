package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.dicomseal.biometric.FingerprintRejected.Reason;
import org.junit.jupiter.api.Test;

class QualityGateTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 384;
    private static final SyntheticFingerprint FINGER = SyntheticFingerprint.grow(3);
    private final FingerprintImage good = FINGER.impression(0, 0.5);

    @Test
    void ordinaryPrintsPass() {
        for (int number = 0; number < 4; number++) {
            FingerprintImage image = FINGER.impression(number, 1);
            assertDoesNotThrow(() -> QualityGate.check(image, new RidgeMap(image)));
        }
    }

    @Test
    void anEmptyImageHasNoRidges() throws Exception {
        byte[] white = new byte[WIDTH * HEIGHT];
        Arrays.fill(white, (byte) 250);
        assertRejected(Reason.NO_RIDGES, FingerprintImage.of(WIDTH, HEIGHT, white));
    }

    @Test
    void noiseHasNoRidges() throws Exception {
        byte[] noise = new byte[WIDTH * HEIGHT];
        new Random(1).nextBytes(noise);
        assertRejected(Reason.NO_RIDGES, FingerprintImage.of(WIDTH, HEIGHT, noise));
    }

    @Test
    void aCornerOfAPrintIsTooLittle() throws Exception {
        assertRejected(Reason.LITTLE_AREA, window(160, 190, 70));
    }

    @Test
    void twoPrintsSideBySideAreTwoFingers() throws Exception {
        byte[] both = new byte[2 * WIDTH * HEIGHT];
        byte[] one = good.samples();
        for (int y = 0; y < HEIGHT; y++) {
            System.arraycopy(one, y * WIDTH, both, 2 * y * WIDTH, WIDTH);
            System.arraycopy(one, y * WIDTH, both, (2 * y + 1) * WIDTH, WIDTH);
        }
        assertRejected(Reason.TWO_FINGERS, FingerprintImage.of(2 * WIDTH, HEIGHT, both));
    }

    @Test
    void brokenRidgesAreDryAndFilledValleysWet() throws Exception {
        assertRejected(Reason.TOO_DRY, ridges(210, 60, new Random(2)));
        assertRejected(Reason.TOO_WET, ridges(60, 210, new Random(2)));
    }

    /** The print's middle, the rest white. */
    private FingerprintImage window(int x0, int y0, int side) throws FingerprintRejected {
        byte[] out = new byte[WIDTH * HEIGHT];
        Arrays.fill(out, (byte) 252);
        byte[] in = good.samples();
        for (int y = y0 - side / 2; y < y0 + side / 2; y++) {
            System.arraycopy(in, y * WIDTH + x0 - side / 2, out, y * WIDTH + x0 - side / 2, side);
        }
        return FingerprintImage.of(WIDTH, HEIGHT, out);
    }

    /** A ground of one grey with specks of another, more of them along ridges. */
    private static FingerprintImage ridges(int ground, int speck, Random random) throws FingerprintRejected {
        byte[] out = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double chance = 0.1 + 0.2 * Math.sin(2 * Math.PI * y / 9);
                out[y * WIDTH + x] = (byte) (random.nextDouble() < chance ? speck : ground);
            }
        }
        return FingerprintImage.of(WIDTH, HEIGHT, out);
    }

    private static void assertRejected(Reason reason, FingerprintImage image) {
        assertEquals(reason, assertThrows(FingerprintRejected.class, () -> QualityGate.check(image, new RidgeMap(image))).reason());
    }
}
