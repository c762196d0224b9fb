package org.dicomseal.codec;

import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RoundTripTest {

    private static final JointKey KEY = JointKey.of(new byte[JointKey.LENGTH]);

    @Test
    void aSmoothImageComesBackSmaller() throws CodecException {
        FrameFormat format = new FrameFormat(300, 512, 1, 16, 12, 11, true, false, Photometric.GREY);
        byte[] frame = new byte[(int) format.frameLength()];
        Random random = new Random(1);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 512; x++) {
                int v = (int) (900 * Math.sin(x / 60.0) * Math.cos(y / 80.0) + 6 * random.nextGaussian());
                frame[2 * (y * 512 + x)] = (byte) v;
                frame[2 * (y * 512 + x) + 1] = (byte) (v >> 8);
            }
        }
        byte[] coded = ImageCodec.encoder(format, KEY, Parallelism.SINGLE).encode(frame);
        assertTrue(coded.length < frame.length / 2, () -> "coded to " + coded.length);
        assertArrayEquals(frame, ImageCodec.decoder(format, KEY, Parallelism.SINGLE).decode(coded));
    }

    @Test
    void noiseComesBackStored() throws CodecException {
        FrameFormat format = new FrameFormat(64, 64, 3, 8, 8, 7, false, false, Photometric.RGB);
        byte[] frame = new byte[(int) format.frameLength()];
        new Random(2).nextBytes(frame);
        byte[] coded = ImageCodec.encoder(format, KEY, Parallelism.SINGLE).encode(frame);
        assertTrue(coded.length <= frame.length + 5);
        assertArrayEquals(frame, ImageCodec.decoder(format, KEY, Parallelism.SINGLE).decode(coded));
    }
}
