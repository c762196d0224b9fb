package org.dicomseal.codestream;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeflatedFrameDecoderTest {

    private final CodestreamDecoder decoder = new DeflatedFrameDecoder();
    private final EncodedFormat format = TestImage.format(1, 8, false);

    @Test
    void framesComeBackExactly() throws CodestreamException {
        DecodedFrame frame = decoder.decode(deflated(TestImage.frame(format), 0), format);
        assertArrayEquals(TestImage.frame(format), frame.bytes());
        assertTrue(frame.lossless());
    }

    @Test
    void aFragmentsPaddingByteIsNoFault() throws CodestreamException {
        assertArrayEquals(TestImage.frame(format), decoder.decode(deflated(TestImage.frame(format), 1), format).bytes());
    }

    @Test
    void aFrameOfOddLengthMayBePaddedInside() throws CodestreamException {
        byte[] odd = TestImage.frame(format);
        assertArrayEquals(odd, decoder.decode(deflated(Arrays.copyOf(odd, odd.length + 1), 0), format).bytes());
    }

    @Test
    void aStreamThatGivesMoreIsStoppedThere() {
        byte[] bomb = deflated(new byte[50_000_000], 0);
        CodestreamException refusal = assertThrows(CodestreamException.class, () -> decoder.decode(bomb, format));
        assertTrue(refusal.getMessage().contains("more than"), refusal.getMessage());
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] whole = deflated(TestImage.frame(format), 0);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(CodestreamException.class, () -> decoder.decode(cut, format));
        }
    }

    @Test
    void damageEndsInAFrameOrANamedRefusal() {
        Codestreams.damage(decoder, deflated(TestImage.frame(format), 0), format, 1000);
    }

    private static byte[] deflated(byte[] bytes, int padding) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 1000];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length + padding);
    }
}
