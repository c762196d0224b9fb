package org.dicomseal.codestream;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DctJpegDecoderTest {

    private static final EncodedFormat COLOUR = new EncodedFormat(24, 32, 3, 8, 8, 7, false, 0, "YBR_FULL_422");

    private final CodestreamDecoder decoder = new JpegDecoder(false);

    @ParameterizedTest
    @CsvSource({"YBR_FULL_422", "YBR_FULL", "RGB"})
    void whatTheCodestreamMarksAsLuminanceAndChrominanceComesOutAsRgb(String photometric) throws IOException {
        DecodedFrame frame = decoder.decode(jfif(), COLOUR.withPhotometric(photometric));
        assertEquals("RGB", frame.format().photometric());
        assertFalse(frame.lossless());
        assertPixel(frame, 200, 60, 30);
    }

    @Test
    void rgbWithoutMarkersIsTakenAtItsWord() throws IOException {
        byte[] bare = write(image(BufferedImage.TYPE_INT_RGB, 0xC83C1E), true);
        DecodedFrame frame = decoder.decode(bare, COLOUR.withPhotometric("RGB"));
        assertEquals("RGB", frame.format().photometric());
        assertPixel(frame, 200, 60, 30);
    }

    @Test
    void greyStaysGrey() throws IOException {
        EncodedFormat format = new EncodedFormat(24, 32, 1, 8, 8, 7, false, 0, "MONOCHROME2");
        BufferedImage image = new BufferedImage(32, 24, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSamples(0, 0, 32, 24, 0, IntStream.generate(() -> 77).limit(32 * 24).toArray());
        byte[] grey = write(image, false);
        DecodedFrame frame = decoder.decode(grey, format);
        assertEquals(format, frame.format());
        assertEquals(77, frame.bytes()[0] & 0xFF, 1);
    }

    @Test
    void twelveBitsAreRefusedByName() {
        CodestreamException refusal = assertThrows(CodestreamException.class,
                () -> decoder.decode(Codestreams.resource("g12-extended.jpg"), TestImage.format(1, 12, false)));
        assertTrue(refusal.getMessage().contains("12 bits"), refusal.getMessage());
    }

    @Test
    void aSizeThatContradictsTheDataSetIsRefused() {
        EncodedFormat other = new EncodedFormat(24, 33, 3, 8, 8, 7, false, 0, "RGB");
        assertThrows(CodestreamException.class, () -> decoder.decode(jfif(), other));
    }

    @Test
    void aTruncatedScanIsRefused() throws IOException {
        byte[] whole = jfif();
        assertThrows(CodestreamException.class, () -> decoder.decode(Arrays.copyOf(whole, whole.length - 20), COLOUR));
    }

    @Test
    void damageEndsInAFrameOrANamedRefusal() throws IOException {
        Codestreams.damage(decoder, jfif(), COLOUR, 1000);
    }

    private static void assertPixel(DecodedFrame frame, int first, int second, int third) {
        assertEquals(first, frame.bytes()[300] & 0xFF, 3);
        assertEquals(second, frame.bytes()[301] & 0xFF, 3);
        assertEquals(third, frame.bytes()[302] & 0xFF, 3);
    }

    /** An even colour image by the JDK's writer, as JFIF with subsampled chroma. */
    private static byte[] jfif() throws IOException {
        return write(image(BufferedImage.TYPE_INT_RGB, 0xC83C1E), false);
    }

    private static BufferedImage image(int type, int rgb) {
        BufferedImage image = new BufferedImage(32, 24, type);
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 32; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** With no marker, transform or subsampling where the bare samples are asked for. */
    private static byte[] write(BufferedImage image, boolean bare) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(bare ? new IIOImage(image.getRaster(), null, null) : new IIOImage(image, null, null));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
