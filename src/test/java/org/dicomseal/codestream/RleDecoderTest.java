package org.dicomseal.codestream;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RleDecoderTest {

    private final CodestreamDecoder decoder = new RleDecoder();

    @Test
    void literalAndReplicateRunsAreUnpacked() throws CodestreamException {
        EncodedFormat format = grey(2, 4, 8);
        byte[] packed = frame(new byte[] {2, 1, 2, 3, (byte) -2, 9, (byte) -128, 1, 7, 8});
        assertArrayEquals(new byte[] {1, 2, 3, 9, 9, 9, 7, 8}, decoder.decode(packed, format).bytes());
    }

    @Test
    void segmentsHoldTheMostSignificantByteFirst() throws CodestreamException {
        byte[] packed = frame(new byte[] {1, 0x12, 0x34}, new byte[] {1, 0x56, 0x78});
        assertArrayEquals(new byte[] {0x56, 0x12, 0x78, 0x34}, decoder.decode(packed, grey(1, 2, 16)).bytes());
    }

    @Test
    void fourByteSamplesNeedFourSegments() throws CodestreamException {
        byte[] packed = frame(new byte[] {0, 1}, new byte[] {0, 2}, new byte[] {0, 3}, new byte[] {0, 4});
        assertArrayEquals(new byte[] {4, 3, 2, 1}, decoder.decode(packed, grey(1, 1, 32)).bytes());
    }

    @Test
    void colourFollowsThePlanarConfiguration() throws CodestreamException {
        byte[] packed = frame(new byte[] {1, 1, 2}, new byte[] {1, 3, 4}, new byte[] {1, 5, 6});
        EncodedFormat pixels = new EncodedFormat(1, 2, 3, 8, 8, 7, false, 0, "RGB");
        assertArrayEquals(new byte[] {1, 3, 5, 2, 4, 6}, decoder.decode(packed, pixels).bytes());
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, decoder.decode(packed, pixels.withPlanarConfiguration(1)).bytes());
    }

    @Test
    void singleBitsStayPacked() throws CodestreamException {
        EncodedFormat bits = new EncodedFormat(3, 5, 1, 1, 1, 0, false, 0, "MONOCHROME2");
        assertArrayEquals(new byte[] {0x55, 0x2A}, decoder.decode(frame(new byte[] {1, 0x55, 0x2A}), bits).bytes());
    }

    @Test
    void aRunThatReachesPastTheFrameIsCut() throws CodestreamException {
        assertArrayEquals(new byte[] {5, 5}, decoder.decode(frame(new byte[] {(byte) -3, 5}), grey(1, 2, 8)).bytes());
    }

    @Test
    void tooFewBytesAreRefused() {
        CodestreamException refusal = assertThrows(CodestreamException.class,
                () -> decoder.decode(frame(new byte[] {0, 1, (byte) -1, 2}), grey(1, 4, 8)));
        assertTrue(refusal.getMessage().contains("1 bytes early"), refusal.getMessage());
    }

    @Test
    void anotherNumberOfSegmentsThanTheSamplesNeedIsRefused() {
        assertThrows(CodestreamException.class, () -> decoder.decode(frame(new byte[] {0, 1}), grey(1, 1, 16)));
    }

    @Test
    void segmentsOutsideTheFrameAreRefused() {
        byte[] packed = frame(new byte[] {0, 1});
        packed[4] = 100;
        assertThrows(CodestreamException.class, () -> decoder.decode(packed, grey(1, 1, 8)));
    }

    @Test
    void aHugeAnnouncedFrameIsRefusedBeforeAnythingIsAllocated() {
        EncodedFormat huge = grey(30000, 30000, 8);
        assertThrows(CodestreamException.class, () -> decoder.decode(frame(new byte[] {0, 1}), huge));
    }

    @Test
    void damageEndsInAFrameOrANamedRefusal() {
        byte[] packed = frame(new byte[] {1, 0x12, 0x34, (byte) -5, 9}, new byte[] {1, 0x56, 0x78, (byte) -5, 0});
        Codestreams.damage(decoder, packed, grey(2, 4, 16), 3000);
    }

    private static EncodedFormat grey(int rows, int columns, int bits) {
        return new EncodedFormat(rows, columns, 1, bits, bits, bits - 1, false, 0, "MONOCHROME2");
    }

    private static byte[] frame(byte[]... segments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] header = new byte[64];
        header[0] = (byte) segments.length;
        int at = 64;
        for (int s = 0; s < segments.length; s++) {
            header[4 + 4 * s] = (byte) at;
            at += segments[s].length;
        }
        out.writeBytes(header);
        for (byte[] segment : segments) {
            out.writeBytes(segment);
        }
        return out.toByteArray();
    }
}
