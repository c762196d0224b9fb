package org.dicomseal.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Frames in strips, compared with the frame before. */
class ComparedFramesTest {

    private static final int ROWS = 256;
    private static final int COLUMNS = 320;
    private static final FrameFormat FORMAT = Frames.grey(ROWS, COLUMNS, 16, 10, false);

    @Test
    void framesOfAFluoroscopyTakeLessThanEachAlone() throws CodecException {
        List<byte[]> frames = fluoroscopy(6);
        List<byte[]> coded = encode(frames);
        assertExact(frames, coded);
        for (int k = 1; k < frames.size(); k++) {
            int alone = encode(List.of(frames.get(k))).get(0).length;
            assertTrue(coded.get(k).length < 0.9 * alone, coded.get(k).length + " bytes, alone " + alone);
        }
    }

    @Test
    void framesOfNewNoiseTakeNoMoreThanEachAlone() throws CodecException {
        List<byte[]> frames = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            frames.add(words(noisy(structure(0), new Random(k), 20)));
        }
        List<byte[]> coded = encode(frames);
        assertExact(frames, coded);
        for (int k = 1; k < frames.size(); k++) {
            int alone = encode(List.of(frames.get(k))).get(0).length;
            assertTrue(coded.get(k).length < 1.005 * alone, coded.get(k).length + " bytes, alone " + alone);
        }
    }

    @Test
    void afterACutInTheSceneFramesTakeNoMoreThanEachAlone() throws CodecException {
        List<byte[]> frames = List.of(fluoroscopy(1).get(0), Frames.noise(2 * ROWS * COLUMNS), words(noisy(structure(900), new Random(4), 3)));
        List<byte[]> coded = encode(frames);
        assertExact(frames, coded);
        assertTrue(coded.get(2).length < 1.005 * encode(frames.subList(2, 3)).get(0).length);
    }

    @Test
    void aReferenceSaysAsMuchOfTheEdgesAsOfTheMiddle() {
        Plane plane = new Plane(20, 9, 1000);
        for (int i = 0; i < plane.size(); i++) {
            plane.samples()[i] = (char) (31 * i % 997);
        }
        for (int tap = 0; tap < ReferenceRows.TAPS; tap++) {
            ReferenceRows rows = new ReferenceRows(plane);
            long[] one = new long[ReferenceRows.STRIDE];
            one[tap / 2] = tap % 2 == 0 ? 1L << 32 : 1;
            for (int y : new int[] {3, 4, 5, 8, 0, 1, 7}) {
                long[] sums = rows.sums(y, new int[20 + RowWindow.MARGIN], one, 0, 20);
                for (int x = 0; x < 20; x++) {
                    int column = Math.max(0, Math.min(19, x + ReferenceRows.DX[tap]));
                    int row = Math.max(0, Math.min(8, y - ReferenceRows.DY[tap]));
                    assertEquals(plane.samples()[row * 20 + column], sums[x] >> 32, "tap " + tap + " at " + x + ", " + y);
                }
            }
        }
    }

    @Test
    void aPlaneComparedWithNothingIsAnError() {
        RangeEncoder section = new RangeEncoder();
        section.plain(0, 1);
        section.plain(PlaneState.Kind.COMPARED.ordinal(), 2);
        byte[] in = java.util.Arrays.copyOf(section.finish(), 200);
        RangeDecoder header = new RangeDecoder(in, 0, 200 - StripReader.PADDING);
        PlaneDecoder decoder = new PlaneDecoder(header, JointStream.of(Frames.key(1), 0), Parallelism.SINGLE, in, 100, 150);
        CodecException error = assertThrows(CodecException.class, () -> decoder.decode(32, 32, 255, new PlaneState(), List.of()));
        assertTrue(error.getMessage().contains("compared"), error.getMessage());
    }

    /** A still patient behind a moving wire; the noise of a frame is mostly that of the one before, as recursive filters leave it. */
    private static List<byte[]> fluoroscopy(int count) {
        Random random = new Random(11);
        int[] shown = structure(0);
        int[] noise = noisy(new int[ROWS * COLUMNS], random, 24);
        List<byte[]> frames = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int[] fresh = noisy(new int[ROWS * COLUMNS], random, 24);
            int[] frame = new int[shown.length];
            for (int i = 0; i < frame.length; i++) {
                noise[i] = (7 * noise[i] + 2 * fresh[i]) / 8;
                boolean wire = Math.abs(i / COLUMNS + i % COLUMNS - 180 - 9 * k) < 2;
                frame[i] = Math.max(0, Math.min(1023, shown[i] + noise[i] - (wire ? 150 : 0)));
            }
            frames.add(words(frame));
        }
        return frames;
    }

    private static int[] structure(int phase) {
        int[] values = new int[ROWS * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) (500 + 200 * StrictMath.sin((i % COLUMNS + phase) / 31.0) + 150 * StrictMath.cos((i / COLUMNS - phase) / 17.0));
        }
        return values;
    }

    private static int[] noisy(int[] values, Random random, int sigma) {
        int[] noisy = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            noisy[i] = (int) (values[i] + sigma * random.nextGaussian());
        }
        return noisy;
    }

    private static byte[] words(int[] values) {
        byte[] frame = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            int value = Math.max(0, Math.min(1023, values[i]));
            frame[2 * i] = (byte) value;
            frame[2 * i + 1] = (byte) (value >> 8);
        }
        return frame;
    }

    private static List<byte[]> encode(List<byte[]> frames) {
        FrameEncoder encoder = ImageCodec.encoder(FORMAT, Frames.key(1), Parallelism.SINGLE);
        List<byte[]> coded = new ArrayList<>();
        for (byte[] frame : frames) {
            coded.add(encoder.encode(frame));
        }
        return coded;
    }

    private static void assertExact(List<byte[]> frames, List<byte[]> coded) throws CodecException {
        FrameDecoder decoder = ImageCodec.decoder(FORMAT, Frames.key(1), Parallelism.SINGLE);
        for (int k = 0; k < frames.size(); k++) {
            assertArrayEquals(frames.get(k), decoder.decode(coded.get(k)), "frame " + k);
        }
    }
}
