package org.dicomseal.watermark.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvolutionalCodeTest {

    @Test
    void aSingleOneGivesTheGenerators() {
        int[] generators = {0765, 0671, 0513, 0473};
        byte[] word = ConvolutionalCode.encode(1 << 31);
        byte[] expected = new byte[ConvolutionalCode.CODE_BITS];
        for (int i = 0; i < expected.length; i++) {
            int step = i / 4;
            expected[i] = (byte) (step < 9 && (generators[i % 4] >>> 8 - step & 1) != 0 ? -1 : 1);
        }
        assertArrayEquals(expected, word);
    }

    @Test
    void anyMessageComesBackThroughManyErrors() {
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            int message = random.nextInt();
            byte[] word = ConvolutionalCode.encode(message);
            double[] received = new double[word.length];
            for (int bit = 0; bit < word.length; bit++) {
                received[bit] = word[bit] + 0.9 * random.nextGaussian();
            }
            assertEquals(message, ConvolutionalCode.decode(received));
        }
    }

    @Test
    void codeWordsDifferInAtLeast24Places() {
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            int message = random.nextInt();
            int other = i < 32 ? message ^ 1 << i : random.nextInt();
            byte[] a = ConvolutionalCode.encode(message);
            byte[] b = ConvolutionalCode.encode(other);
            int distance = 0;
            for (int bit = 0; bit < a.length; bit++) {
                distance += a[bit] != b[bit] ? 1 : 0;
            }
            assertTrue(message == other || distance >= 24, "distance " + distance);
        }
    }
}
