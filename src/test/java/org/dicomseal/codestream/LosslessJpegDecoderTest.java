package org.dicomseal.codestream;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LosslessJpegDecoderTest {

    private final CodestreamDecoder decoder = new JpegDecoder(true);

    @ParameterizedTest
    @ValueSource(strings = {"g8-p1.jpg", "g8-p2.jpg", "g8-p3.jpg", "g8-p4.jpg", "g8-p5.jpg", "g8-p6.jpg", "g8-p7.jpg", "g16-p1.jpg",
        "g16-p4.jpg", "g16-p6.jpg", "g16-p7.jpg", "g12-sv1.jpg", "c8-sv1.jpg", "c8-p5.jpg"})
    void everyPredictorComesBackExactly(String name) throws CodestreamException {
        EncodedFormat format = Codestreams.format(name);
        DecodedFrame frame = decoder.decode(Codestreams.resource(name), format);
        assertArrayEquals(TestImage.frame(format), frame.bytes());
        assertTrue(frame.lossless());
        assertEquals(format, frame.format());
    }

    @ParameterizedTest
    @CsvSource({"g12-pt2.jpg, 2", "g8-pt3.jpg, 3"})
    void aPointTransformIsLossy(String name, int lostBits) throws CodestreamException {
        EncodedFormat format = Codestreams.format(name);
        DecodedFrame frame = decoder.decode(Codestreams.resource(name), format);
        assertArrayEquals(TestImage.frame(format, lostBits), frame.bytes());
        assertFalse(frame.lossless());
        assertFalse(decoder.mayBeLossless(Codestreams.resource(name)));
    }

    @Test
    void restartIntervalsStartAfresh() throws CodestreamException {
        EncodedFormat twice = new EncodedFormat(2 * TestImage.ROWS, TestImage.COLUMNS, 1, 8, 8, 7, false, 0, "MONOCHROME2");
        byte[] once = TestImage.frame(TestImage.format(1, 8, false));
        byte[] expected = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, expected, once.length, once.length);
        assertArrayEquals(expected, decoder.decode(doubled(TestImage.ROWS * TestImage.COLUMNS, 0xD0), twice).bytes());
    }

    @Test
    void aRestartIntervalInsideALineIsRefused() {
        EncodedFormat twice = new EncodedFormat(2 * TestImage.ROWS, TestImage.COLUMNS, 1, 8, 8, 7, false, 0, "MONOCHROME2");
        assertThrows(CodestreamException.class, () -> decoder.decode(doubled(TestImage.COLUMNS + 1, 0xD0), twice));
    }

    @Test
    void aMissingRestartMarkerIsRefused() {
        EncodedFormat twice = new EncodedFormat(2 * TestImage.ROWS, TestImage.COLUMNS, 1, 8, 8, 7, false, 0, "MONOCHROME2");
        assertThrows(CodestreamException.class, () -> decoder.decode(doubled(TestImage.ROWS * TestImage.COLUMNS, 0xD3), twice));
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] whole = Codestreams.resource("g8-p1.jpg");
        int end = whole.length;
        while (whole[end - 1] != (byte) 0xD9) {
            end--;
        }
        // The end marker alone may be missing.
        for (int length = 0; length < end - 3; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(CodestreamException.class, () -> decoder.decode(cut, TestImage.format(1, 8, false)));
        }
    }

    @Test
    void aHugeAnnouncedFrameIsRefused() {
        byte[] huge = Codestreams.resource("g8-p1.jpg");
        int frame = 0;
        while (huge[frame] != (byte) 0xFF || huge[frame + 1] != (byte) 0xC3) {
            frame++;
        }
        huge[frame + 5] = 0x70;
        huge[frame + 7] = 0x70;
        EncodedFormat format = new EncodedFormat(0x7000 + TestImage.ROWS, 0x7000 + TestImage.COLUMNS, 1, 8, 8, 7, false, 0, "MONOCHROME2");
        CodestreamException refusal = assertThrows(CodestreamException.class, () -> decoder.decode(huge, format));
        assertTrue(refusal.getMessage().contains("can't hold"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"g8-p1.jpg", "g16-p6.jpg", "c8-sv1.jpg", "g12-pt2.jpg"})
    void damageEndsInAFrameOrANamedRefusal(String name) {
        Codestreams.damage(decoder, Codestreams.resource(name), Codestreams.format(name), 1500);
    }

    /** The test image twice, one below the other: the same data after a restart marker. */
    private static byte[] doubled(int restartInterval, int restartMarker) {
        byte[] once = Codestreams.resource("g8-p1.jpg");
        int frame = 0;
        while (once[frame] != (byte) 0xFF || once[frame + 1] != (byte) 0xC3) {
            frame++;
        }
        once[frame + 6] = 2 * TestImage.ROWS;
        int scan = frame;
        while (once[scan] != (byte) 0xFF || once[scan + 1] != (byte) 0xDA) {
            scan++;
        }
        int data = scan + 2 + once[scan + 3];
        int end = once.length;
        while (once[end - 1] != (byte) 0xD9) {
            end--;
        }
        end -= 2;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(once, 0, scan);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDD, 0, 4, (byte) (restartInterval >> 8), (byte) restartInterval});
        out.write(once, scan, end - scan);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) restartMarker});
        out.write(once, data, end - data);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
        return out.toByteArray();
    }
}
