package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SyntheticFingerprintTest {

    @Test
    void theSameNumbersGiveTheSameImageOnEveryMachine() throws Exception {
        byte[] samples = SyntheticFingerprint.grow(42).impression(1, 1).samples();
        assertArrayEquals(samples, SyntheticFingerprint.grow(42).impression(1, 1).samples());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(samples);
        assertEquals("aa5913e0d8523c4f", HexFormat.of().formatHex(digest, 0, 8));
    }

    @Test
    void textureFeaturesAreBitForBitTheSameOnEveryMachine() throws Exception {
        RidgeMap map = new RidgeMap(SyntheticFingerprint.grow(42).impression(1, 1));
        float[] code = FingerCode.at(new RidgeResponses(map), new CoreFinder(map).find());
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * code.length);
        bytes.asFloatBuffer().put(code);
        assertEquals("1634c78361d0bef0", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()), 0, 8));
    }

    @Test
    void impressionsAndFingersDiffer() {
        SyntheticFingerprint finger = SyntheticFingerprint.grow(1);
        assertFalse(Arrays.equals(finger.impression(1, 1).samples(), finger.impression(2, 1).samples()));
        assertFalse(Arrays.equals(finger.impression(1, 1).samples(), SyntheticFingerprint.grow(2).impression(1, 1).samples()));
    }

    @Test
    void theCoreIsFoundAtTheSamePlaceOfTheFingerWhenItIsTurned() throws FingerprintRejected {
        FingerprintImage upright = SyntheticFingerprint.grow(12).impression(0, 0);
        Pose pose = new CoreFinder(new RidgeMap(upright)).find();
        Pose shifted = new CoreFinder(new RidgeMap(shifted(upright, 17, -9))).find();
        assertEquals(pose.x() + 17, shifted.x(), 2.5);
        assertEquals(pose.y() - 9, shifted.y(), 2.5);
        assertEquals(pose.turn(), shifted.turn(), 0.05);
    }

    private static FingerprintImage shifted(FingerprintImage image, int dx, int dy) throws FingerprintRejected {
        byte[] in = image.samples();
        byte[] out = new byte[in.length];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int fromX = Math.max(0, Math.min(image.width() - 1, x - dx));
                int fromY = Math.max(0, Math.min(image.height() - 1, y - dy));
                out[y * image.width() + x] = in[fromY * image.width() + fromX];
            }
        }
        return FingerprintImage.of(image.width(), image.height(), out);
    }
}
