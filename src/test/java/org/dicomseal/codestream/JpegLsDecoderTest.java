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

class JpegLsDecoderTest {

    private final CodestreamDecoder decoder = new JpegLsDecoder();

    @ParameterizedTest
    @ValueSource(strings = {"g2.jls", "g5.jls", "g8.jls", "g12.jls", "g12-preset.jls", "g16.jls", "c8-none.jls", "c8-line.jls",
        "c8-sample.jls", "c16-line.jls"})
    void losslessImagesComeBackExactly(String name) throws CodestreamException {
        EncodedFormat format = Codestreams.format(name);
        DecodedFrame frame = decoder.decode(Codestreams.resource(name), format);
        assertArrayEquals(TestImage.frame(format), frame.bytes());
        assertTrue(frame.lossless());
        assertTrue(decoder.mayBeLossless(Codestreams.resource(name)));
        assertEquals(format, frame.format());
    }

    @ParameterizedTest
    @CsvSource({"g8-near3.jls, 3", "g12-near5.jls, 5", "c8-sample-near2.jls, 2", "c8-line-near2.jls, 2"})
    void nearLosslessImagesAreAsNearAsTheyPromise(String name, int near) throws CodestreamException {
        EncodedFormat format = Codestreams.format(name);
        DecodedFrame frame = decoder.decode(Codestreams.resource(name), format);
        assertFalse(frame.lossless());
        assertFalse(decoder.mayBeLossless(Codestreams.resource(name)));
        byte[] original = TestImage.frame(format);
        int bytes = format.bitsAllocated() / 8;
        int farthest = 0;
        for (int i = 0; i < original.length; i += bytes) {
            int difference = 0;
            for (int b = bytes - 1; b >= 0; b--) {
                difference = difference * 256 + (frame.bytes()[i + b] & 0xFF) - (original[i + b] & 0xFF);
            }
            farthest = Math.max(farthest, Math.abs(difference));
        }
        assertEquals(near, farthest);
    }

    @Test
    void planesAreGivenWhereTheDataSetSaysSo() throws CodestreamException {
        EncodedFormat planes = TestImage.format(3, 8, false).withPlanarConfiguration(1);
        assertArrayEquals(TestImage.frame(planes), decoder.decode(Codestreams.resource("c8-line.jls"), planes).bytes());
    }

    @Test
    void samplesOfASignedDataSetAreSignExtended() throws CodestreamException {
        EncodedFormat signed = TestImage.format(1, 12, true);
        assertArrayEquals(TestImage.frame(signed), decoder.decode(Codestreams.resource("g12.jls"), signed).bytes());
    }

    @Test
    void restartMarkersStartAfresh() throws CodestreamException {
        EncodedFormat format = TestImage.format(1, 8, false);
        assertArrayEquals(TestImage.frame(format), decoder.decode(withRestarts(0xD0, 0xD1), format).bytes());
    }

    @Test
    void aRestartMarkerOutOfOrderIsRefused() {
        EncodedFormat format = TestImage.format(1, 8, false);
        CodestreamException refusal = assertThrows(CodestreamException.class, () -> decoder.decode(withRestarts(0xD0, 0xD2), format));
        assertTrue(refusal.getMessage().contains("FFD2"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"48, 61, 1", "47, 60, 1", "47, 61, 3"})
    void anotherSizeThanTheDataSetSaysIsRefused(int rows, int columns, int samples) {
        EncodedFormat format = new EncodedFormat(rows, columns, samples, 8, 8, 7, false, 0, "RGB");
        assertThrows(CodestreamException.class, () -> decoder.decode(Codestreams.resource("g8.jls"), format));
    }

    @Test
    void moreBitsThanAreAllocatedAreRefused() {
        EncodedFormat format = TestImage.format(1, 8, false);
        assertThrows(CodestreamException.class, () -> decoder.decode(Codestreams.resource("g12.jls"), format));
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] whole = Codestreams.resource("g8.jls");
        // The end marker alone may be missing.
        for (int length = 0; length < whole.length - 3; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(CodestreamException.class, () -> decoder.decode(cut, TestImage.format(1, 8, false)));
        }
    }

    @Test
    void bytesAfterTheLastSampleAreNoticed() {
        byte[] whole = Codestreams.resource("g8.jls");
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        longer[whole.length - 2] = 0x55;
        longer[whole.length - 1] = (byte) 0xFF;
        longer[whole.length] = (byte) 0xD9;
        assertThrows(CodestreamException.class, () -> decoder.decode(longer, TestImage.format(1, 8, false)));
    }

    @Test
    void aHugeAnnouncedFrameIsRefusedBeforeAnythingIsAllocated() {
        byte[] huge = Codestreams.resource("g8.jls");
        int frame = indexOf(huge, 0xF7);
        Arrays.fill(huge, frame + 5, frame + 9, (byte) 0xFF);
        EncodedFormat format = new EncodedFormat(65535, 65535, 1, 8, 8, 7, false, 0, "MONOCHROME2");
        assertThrows(CodestreamException.class, () -> decoder.decode(huge, format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"g8.jls", "g16.jls", "c8-none.jls", "c8-line.jls", "c8-sample-near2.jls", "g12-preset.jls"})
    void damageEndsInAFrameOrANamedRefusal(String name) {
        Codestreams.damage(decoder, Codestreams.resource(name), Codestreams.format(name), 1500);
    }

    /** The test image in three strips that were coded apart, with restart markers between them. */
    private static byte[] withRestarts(int first, int second) {
        byte[] start = Codestreams.resource("g8-rows0.jls");
        int frame = indexOf(start, 0xF7);
        start[frame + 6] = TestImage.ROWS;
        int scan = indexOf(start, 0xDA);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(start, 0, scan);
        joined.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDD, 0, 4, 0, 16});
        joined.write(start, scan, start.length - 2 - scan);
        joined.writeBytes(new byte[] {(byte) 0xFF, (byte) first});
        writeScanData(joined, Codestreams.resource("g8-rows16.jls"));
        joined.writeBytes(new byte[] {(byte) 0xFF, (byte) second});
        writeScanData(joined, Codestreams.resource("g8-rows32.jls"));
        joined.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
        return joined.toByteArray();
    }

    private static void writeScanData(ByteArrayOutputStream out, byte[] codestream) {
        int scan = indexOf(codestream, 0xDA);
        int data = scan + 2 + codestream[scan + 3];
        out.write(codestream, data, codestream.length - 2 - data);
    }

    private static int indexOf(byte[] codestream, int marker) {
        int at = 0;
        while (codestream[at] != (byte) 0xFF || codestream[at + 1] != (byte) marker) {
            at++;
        }
        return at;
    }
}
