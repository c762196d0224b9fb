package org.dicomseal.watermark.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.SampleMeaning;
import org.dicomseal.watermark.WatermarkKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceMarkTest {

    private static final int RECIPIENT = 0xCAFE1234;
    private static final WatermarkKey KEY = key(1);
    private static final DisplayWindow WINDOW = new DisplayWindow(800, 2400);
    private static final SampleLayout DEEP = layout(512, 512, 16, 12);

    private static WatermarkKey key(long seed) {
        byte[] bytes = new byte[WatermarkKey.BYTES];
        new Random(seed).nextBytes(bytes);
        return new WatermarkKey(bytes);
    }

    private static SampleLayout layout(int rows, int columns, int allocated, int stored) {
        return new SampleLayout(rows, columns, 1, allocated, stored, stored - 1, false, false, SampleMeaning.GREY, SampleLayout.Padding.NONE);
    }

    /** A body on a black ground with edges, shades and noise, in stored values of the deep layout. */
    private static byte[] body(SampleLayout layout, long seed) {
        Random random = new Random(seed);
        byte[] frame = new byte[2 * layout.rows() * layout.columns()];
        for (int pixel = 0; pixel < layout.rows() * layout.columns(); pixel++) {
            double x = 2.0 * (pixel % layout.columns()) / layout.columns() - 1;
            double y = 2.0 * (pixel / layout.columns()) / layout.rows() - 1;
            boolean inside = x * x + y * y * 1.2 < 0.9;
            double value = inside ? 1400 + 300 * Math.sin(9 * x) * Math.cos(7 * y) + (Math.hypot(x - 0.3, y) < 0.2 ? 400 : 0) : 100;
            int stored = (int) Math.max(0, Math.min(4095, value + 25 * random.nextGaussian()));
            frame[2 * pixel] = (byte) stored;
            frame[2 * pixel + 1] = (byte) (stored >>> 8);
        }
        return frame;
    }

    private static final Display DISPLAY = new Display(DEEP, WINDOW);
    private static final byte[] FRAME = body(DEEP, 5);
    private static final TraceMark.Traced TRACED = new TraceMark(KEY, DISPLAY).mark(FRAME, RECIPIENT).traced().orElseThrow();

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of("8-bit window", (UnaryOperator<GreyImage>) p -> p),
                Arguments.of("JPEG 90", (UnaryOperator<GreyImage>) p -> Attacks.jpeg(p, 90)),
                Arguments.of("JPEG 70", (UnaryOperator<GreyImage>) p -> Attacks.jpeg(p, 70)),
                Arguments.of("JPEG 50", (UnaryOperator<GreyImage>) p -> Attacks.jpeg(p, 50)),
                Arguments.of("noise", (UnaryOperator<GreyImage>) p -> Attacks.noise(p, 5, 3)),
                Arguments.of("median", (UnaryOperator<GreyImage>) Attacks::median),
                Arguments.of("scaling", (UnaryOperator<GreyImage>) Attacks::halfSizeAndBack));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void theRecipientIsReadAfterEachAttack(String name, UnaryOperator<GreyImage> attack) {
        GreyImage copy = attack.apply(DISPLAY.render(TRACED.samples()));
        TraceReading blind = new TraceDetector(KEY).blind(copy);
        assertTrue(blind.found(), () -> name + " " + blind);
        assertEquals(RECIPIENT, blind.recipient());
        TraceReading informed = new TraceDetector(KEY).informed(DISPLAY.render(FRAME), copy);
        assertTrue(informed.found(), () -> name + " " + informed);
        assertEquals(RECIPIENT, informed.recipient());
    }

    @Test
    void aCroppedCopyIsFoundAtItsPlaceWithTheOriginalAndWithout() {
        GreyImage copy = DISPLAY.render(TRACED.samples()).part(37, 21, 443, 443);
        TraceReading informed = new TraceDetector(KEY).informed(DISPLAY.render(FRAME), copy);
        TraceReading blind = new TraceDetector(KEY).blind(copy);
        for (TraceReading reading : new TraceReading[] {informed, blind}) {
            assertTrue(reading.found(), reading::toString);
            assertEquals(RECIPIENT, reading.recipient());
            assertEquals(512 - 37, reading.left());
            assertEquals(512 - 21, reading.top());
        }
    }

    @Test
    void aMarkedFrameKeeps54DecibelsInItsWindow() {
        GreyImage before = DISPLAY.render(FRAME);
        GreyImage after = DISPLAY.render(TRACED.samples());
        double squares = 0;
        for (int i = 0; i < before.levels().length; i++) {
            squares += Math.pow(before.levels()[i] - after.levels()[i], 2);
        }
        double psnr = 10 * Math.log10(255 * 255.0 * before.levels().length / squares);
        assertEquals(TRACED.psnr(), psnr, 1e-9);
        assertTrue(psnr >= TraceMark.LEAST_PSNR);
        assertArrayEquals(body(DEEP, 5), FRAME, "the caller's frame was changed");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 0x80000000, 0x55555555})
    void anyRecipientCanBeTold(int recipient) {
        byte[] marked = new TraceMark(KEY, DISPLAY).mark(FRAME, recipient).traced().orElseThrow().samples();
        assertEquals(recipient, new TraceDetector(KEY).blind(DISPLAY.render(marked)).recipient());
    }

    @Test
    void imagesOf8BitsAndInvertedOnesAndColoursAreMarked() {
        Random random = new Random(3);
        byte[] grey = new byte[512 * 512];
        byte[] colour = new byte[3 * 512 * 512];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (128 + 60 * Math.sin(i % 512 / 30.0) + 4 * random.nextGaussian());
            for (int sample = 0; sample < 3; sample++) {
                colour[3 * i + sample] = (byte) (grey[i] / 2 + 60 + 20 * sample);
            }
        }
        SampleLayout greyLayout = layout(512, 512, 8, 8);
        SampleLayout rgb = new SampleLayout(512, 512, 3, 8, 8, 7, false, false, SampleMeaning.RGB, SampleLayout.Padding.NONE);
        check(new Display(greyLayout, new DisplayWindow(0, 255)), grey);
        check(new Display(greyLayout, new DisplayWindow(255, 0)), grey);
        check(new Display(rgb, new DisplayWindow(0, 255)), colour);
    }

    private static void check(Display display, byte[] frame) {
        TraceMark.Traced traced = new TraceMark(KEY, display).mark(frame, RECIPIENT).traced().orElseThrow();
        assertTrue(traced.psnr() >= TraceMark.LEAST_PSNR);
        TraceReading reading = new TraceDetector(KEY).blind(Attacks.jpeg(display.render(traced.samples()), 70));
        assertTrue(reading.found());
        assertEquals(RECIPIENT, reading.recipient());
    }

    @Test
    void paddingStaysAndSignedValuesKeepTheirSign() {
        SampleLayout layout = new SampleLayout(512, 512, 1, 16, 16, 15, true, false, SampleMeaning.GREY, new SampleLayout.Padding(0, 0));
        Random random = new Random(3);
        byte[] frame = new byte[2 * 512 * 512];
        for (int i = 0; i < 512 * 512; i++) {
            int value = i % 512 < 100 ? 0 : (int) (40 * random.nextGaussian());
            frame[2 * i] = (byte) value;
            frame[2 * i + 1] = (byte) (value >> 8);
        }
        byte[] marked = new TraceMark(KEY, new Display(layout, new DisplayWindow(-160, 240))).mark(frame, RECIPIENT).traced().orElseThrow().samples();
        for (int i = 0; i < marked.length; i += 2) {
            int before = frame[i] & 0xff | frame[i + 1] << 8;
            int after = marked[i] & 0xff | marked[i + 1] << 8;
            assertTrue(Math.abs(before - after) <= 8);
            assertTrue(before != 0 || after == 0, "padding moved");
        }
    }

    @Test
    void framesWithoutGreyOrTooSmallAreNotMarked() {
        assertTrue(new TraceMark(KEY, DISPLAY).mark(new byte[FRAME.length], RECIPIENT).traced().isEmpty());
        SampleLayout small = layout(20, 20, 16, 12);
        assertTrue(new TraceMark(KEY, new Display(small, WINDOW)).mark(new byte[800], RECIPIENT).traced().isEmpty());
        SampleLayout floats = layout(20, 20, 32, 32);
        assertThrows(IllegalArgumentException.class, () -> new Display(floats, WINDOW));
        assertThrows(IllegalArgumentException.class, () -> new DisplayWindow(5, 5));
    }

    @Test
    void unmarkedPicturesAndOtherKeysGiveNothing() {
        GreyImage plain = DISPLAY.render(FRAME);
        GreyImage marked = DISPLAY.render(TRACED.samples());
        for (int seed = 100; seed < 110; seed++) {
            TraceDetector detector = new TraceDetector(key(seed));
            assertFalse(detector.informed(plain, marked).found());
            assertFalse(detector.informed(plain, plain).found());
        }
        assertFalse(new TraceDetector(KEY).blind(plain).found());
    }
}
