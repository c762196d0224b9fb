package org.dicomseal.codec;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JointStageTest {

    static List<Frames.Sample> samples() {
        return Frames.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aWrongKeyGivesAnErrorAndNoPixels(Frames.Sample sample) {
        byte[] coded = ImageCodec.encoder(sample.format(), Frames.key(1), Parallelism.SINGLE).encode(sample.frames().get(0));
        for (int wrong = 2; wrong < 12; wrong++) {
            FrameDecoder decoder = ImageCodec.decoder(sample.format(), Frames.key(wrong), Parallelism.SINGLE);
            assertThrows(CodecException.class, () -> decoder.decode(coded));
        }
    }

    /** Everything but the strips is known: tables, contexts, predictors, the strips' lengths. What is left is the turned code. */
    @Test
    void withAllHeadersKnownAWrongKeyGivesAnErrorOrPixelsUnlikeTheImage() throws CodecException {
        Plane plane = plane(384, 512);
        RangeEncoder section = new RangeEncoder();
        HuffmanPlaneEncoder encoder = new HuffmanPlaneEncoder(plane, null, JointStream.of(Frames.key(1), 0), Parallelism.SINGLE);
        encoder.analyse();
        byte[][] strips = encoder.encode(section);
        byte[] head = section.finish();
        byte[] body = join(strips);
        for (int key = 1; key < 40; key++) {
            RangeDecoder header = new RangeDecoder(head, 0, head.length);
            HuffmanPlaneDecoder decoder = new HuffmanPlaneDecoder(plane.width(), plane.height(), plane.max(), null, header,
                    JointStream.of(Frames.key(key), 0), Parallelism.SINGLE);
            boolean failed = false;
            try {
                decoder.decode(Arrays.copyOf(body, body.length + StripReader.PADDING), 0, body.length);
            } catch (CodecException expected) {
                failed = true;
            }
            if (key == 1) {
                assertFalse(failed);
                assertArrayEquals(plane.samples(), decoder.plane().samples());
            } else {
                double r = correlation(plane.samples(), decoder.plane().samples());
                assertTrue(failed || Math.abs(r) < 0.05, "correlation " + r);
            }
        }
    }

    @Test
    void strayBitsOfTheStreamAreEven() {
        JointStream stream = JointStream.of(Frames.key(3), 5);
        byte[] bits = new byte[1 << 20];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) stream.bits(1);
        }
        RandomnessBattery.run(bits).forEach((test, p) -> assertTrue(p > 0.001, test + ": " + p));
    }

    @Test
    void framesOfOneObjectHaveStreamsOfTheirOwn() {
        JointStream first = JointStream.of(Frames.key(3), 0);
        JointStream second = JointStream.of(Frames.key(3), 1);
        int equal = 0;
        for (int i = 0; i < 1000; i++) {
            equal += first.bits(8) == second.bits(8) ? 1 : 0;
        }
        assertTrue(equal < 20, equal + " of 1000 bytes are equal");
    }

    @Test
    void numbersBelowABoundAreAllDrawnAboutEquallyOften() {
        JointStream stream = JointStream.of(Frames.key(4), 0);
        int[] seen = new int[13];
        for (int i = 0; i < 13_000; i++) {
            seen[stream.below(13)]++;
        }
        for (int count : seen) {
            assertEquals(1000, count, 150);
        }
        assertEquals(0, stream.below(1));
    }

    @Test
    void permutationsHoldEveryIndexOnce() {
        JointStream stream = JointStream.of(Frames.key(5), 0);
        for (int n = 1; n < 20; n++) {
            int[] order = stream.permutation(n);
            assertEquals(n, Arrays.stream(order).distinct().filter(i -> i >= 0 && i < order.length).count());
        }
    }

    @Test
    void turningACodeKeepsItsLengthsAndItsPrefixes() throws CodecException {
        byte[] lengths = HuffmanLengths.of(new int[] {900, 400, 400, 100, 50, 20, 5, 1, 0, 1, 1, 1, 30});
        int[] codewords = KeyedCode.codewords(lengths, JointStream.of(Frames.key(6), 0));
        short[] table = KeyedCode.table(codewords);
        int[] slots = new int[lengths.length];
        for (short entry : table) {
            assertTrue((entry & KeyedCode.LENGTH_MASK) > 0, "a code that fills the space leaves no entry over");
            slots[entry >> KeyedCode.LENGTH_BITS]++;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            assertEquals(lengths[symbol] == 0 ? 0 : 1 << HuffmanLengths.LIMIT - lengths[symbol], slots[symbol]);
        }
    }

    @Test
    void codeTablesThatDontFillTheCodeSpaceAreRefused() {
        JointStream joint = JointStream.of(Frames.key(7), 0);
        assertThrows(CodecException.class, () -> KeyedCode.codewords(new byte[] {1, 1, 1}, joint));
        assertThrows(CodecException.class, () -> KeyedCode.codewords(new byte[] {1, 2}, joint));
        assertThrows(CodecException.class, () -> KeyedCode.codewords(new byte[] {2, 2, 2, 3, 3, 3}, joint));
    }

    private static Plane plane(int rows, int columns) {
        byte[] frame = Frames.smooth(rows, columns, 2, 900, 9, 1000);
        Plane plane = new Plane(columns, rows, 4095);
        for (int i = 0; i < plane.size(); i++) {
            plane.samples()[i] = (char) (frame[2 * i] & 0xff | (frame[2 * i + 1] & 0xff) << 8);
        }
        return plane;
    }

    private static byte[] join(byte[][] strips) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] strip : strips) {
            all.writeBytes(strip);
        }
        return all.toByteArray();
    }

    private static double correlation(char[] a, char[] b) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < a.length; i++) {
            meanA += (double) a[i] / a.length;
            meanB += (double) b[i] / a.length;
        }
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }
}
