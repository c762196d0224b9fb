package org.dicomseal.codestream;

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

class Jpeg2000DecoderTest {

    private final CodestreamDecoder decoder = new Jpeg2000Decoder();

    @ParameterizedTest
    @ValueSource(strings = {"g8.j2k", "g12.j2k", "g16.j2k", "c8-rct.j2k", "c8-nomct.j2k", "g8-boxes.jp2", "g8-levels0.j2k",
        "c8-LRCP.j2k", "c8-RLCP.j2k", "c8-RPCL.j2k", "c8-PCRL.j2k", "c8-CPRL.j2k", "g8-tiles.j2k", "g8-offset.j2k", "c8-tileparts.j2k",
        "g12-mode1.j2k", "g12-mode2.j2k", "g12-mode4.j2k", "g12-mode8.j2k", "g12-mode32.j2k", "g12-mode37.j2k", "g12-mode63.j2k",
        "s12.j2k", "s16.j2k"})
    void losslessImagesComeBackExactly(String name) throws CodestreamException {
        EncodedFormat format = Codestreams.format(name);
        DecodedFrame frame = decoder.decode(Codestreams.resource(name), format);
        assertArrayEquals(TestImage.frame(format), frame.bytes());
        assertTrue(frame.lossless());
        assertTrue(decoder.mayBeLossless(Codestreams.resource(name)));
    }

    @Test
    void aReversibleCodestreamThatWasCutOffIsNotCalledLossless() throws CodestreamException {
        EncodedFormat format = TestImage.format(1, 8, false);
        assertFalse(decoder.decode(Codestreams.resource("g8-cut.j2k"), format).lossless());
        assertTrue(decoder.mayBeLossless(Codestreams.resource("g8-cut.j2k")), "its header alone can't tell");
    }

    @ParameterizedTest
    @CsvSource({"g8-irreversible.j2k, 4", "c8-ict.j2k, 8"})
    void lossyImagesComeClose(String name, int most) throws CodestreamException {
        EncodedFormat format = Codestreams.format(name);
        DecodedFrame frame = decoder.decode(Codestreams.resource(name), format);
        assertFalse(frame.lossless());
        assertFalse(decoder.mayBeLossless(Codestreams.resource(name)));
        byte[] original = TestImage.frame(format);
        double squares = 0;
        for (int i = 0; i < original.length; i++) {
            int difference = (frame.bytes()[i] & 0xFF) - (original[i] & 0xFF);
            squares += difference * difference;
        }
        double error = Math.sqrt(squares / original.length);
        assertTrue(error > 0 && error < most, "root of the mean squared error " + error);
    }

    @ParameterizedTest
    @CsvSource({"YBR_RCT, RGB", "YBR_ICT, RGB", "RGB, RGB", "YBR_FULL, YBR_FULL", "YBR_FULL_422, YBR_FULL"})
    void theComponentTransformIsUndone(String encoded, String decoded) throws CodestreamException {
        EncodedFormat format = TestImage.format(3, 8, false).withPhotometric(encoded);
        DecodedFrame frame = decoder.decode(Codestreams.resource("c8-rct.j2k"), format);
        assertEquals(decoded, frame.format().photometric());
        assertEquals(decoder.decodedFormat(format), frame.format());
        assertArrayEquals(TestImage.frame(TestImage.format(3, 8, false)), frame.bytes());
    }

    @Test
    void bitsComeFromTheCodestreamAndTheirSignFromTheDataSet() throws CodestreamException {
        assertArrayEquals(TestImage.frame(TestImage.format(1, 12, true)),
                decoder.decode(Codestreams.resource("g12.j2k"), TestImage.format(1, 12, true)).bytes());
        assertArrayEquals(TestImage.frame(TestImage.format(1, 12, false)),
                decoder.decode(Codestreams.resource("s12.j2k"), TestImage.format(1, 12, false)).bytes());
    }

    @Test
    void anotherSizeThanTheDataSetSaysIsRefused() {
        EncodedFormat format = new EncodedFormat(47, 62, 1, 8, 8, 7, false, 0, "MONOCHROME2");
        assertThrows(CodestreamException.class, () -> decoder.decode(Codestreams.resource("g8.j2k"), format));
    }

    @Test
    void highThroughputIsRefusedByName() {
        byte[] ht = Codestreams.resource("g8.j2k");
        ht[styleOffset(ht)] = 0x40;
        CodestreamException refusal = assertThrows(CodestreamException.class, () -> decoder.decode(ht, TestImage.format(1, 8, false)));
        assertTrue(refusal.getMessage().contains("High-Throughput"), refusal.getMessage());
    }

    @Test
    void truncationsAreNoticed() {
        byte[] whole = Codestreams.resource("g8.j2k");
        // The end marker alone may be missing.
        for (int length = 0; length < whole.length - 2; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(CodestreamException.class, () -> decoder.decode(cut, TestImage.format(1, 8, false)), length + " bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"g8.j2k", "c8-RPCL.j2k", "g8-tiles.j2k", "c8-tileparts.j2k", "g12-mode37.j2k", "c8-ict.j2k", "g8-boxes.jp2"})
    void damageEndsInAFrameOrANamedRefusal(String name) {
        Codestreams.damage(decoder, Codestreams.resource(name), Codestreams.format(name), 400);
    }

    /** The code-block style in the COD marker segment. */
    private static int styleOffset(byte[] codestream) {
        int at = 0;
        while (codestream[at] != (byte) 0xFF || codestream[at + 1] != 0x52) {
            at++;
        }
        return at + 12;
    }
}
