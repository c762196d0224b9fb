package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.dicomseal.biometric.FingerprintRejected.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintImageTest {

    private static final int SIDE = 120;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void readsGreySamplesExactly(String format) throws Exception {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        byte[] samples = new byte[SIDE * SIDE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) i;
        }
        picture.getRaster().setDataElements(0, 0, SIDE, SIDE, samples);
        assertArrayEquals(samples, FingerprintImage.decode(encode(picture, format)).samples());
    }

    @Test
    void readsJpeg() throws Exception {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        assertEquals(SIDE, FingerprintImage.decode(encode(picture, "jpg")).width());
    }

    @Test
    void reducesColourToLuminance() throws Exception {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, 0xff0000);
        picture.setRGB(1, 0, 0x00ff00);
        byte[] samples = FingerprintImage.decode(encode(picture, "png")).samples();
        assertEquals(76, samples[0]);
        assertEquals(150, samples[1] & 0xff);
    }

    @Test
    void refusesWhatIsNoImageOrTooSmallOrTooLarge() throws Exception {
        assertReason(Reason.UNREADABLE, new byte[] {1, 2, 3});
        assertReason(Reason.TOO_SMALL, encode(new BufferedImage(99, 300, BufferedImage.TYPE_BYTE_GRAY), "png"));
        assertReason(Reason.TOO_LARGE, encode(new BufferedImage(2501, 110, BufferedImage.TYPE_BYTE_GRAY), "png"));
    }

    @Test
    void everyTruncationOfAnImageIsRefusedOrRead() throws Exception {
        byte[] whole = encode(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY), "png");
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            try {
                assertEquals(SIDE, FingerprintImage.decode(part).width());
            } catch (FingerprintRejected e) {
                assertEquals(Reason.UNREADABLE, e.reason());
            }
        }
    }

    private static void assertReason(Reason reason, byte[] file) {
        assertEquals(reason, assertThrows(FingerprintRejected.class, () -> FingerprintImage.decode(file)).reason());
    }

    private static byte[] encode(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, format, out);
        return out.toByteArray();
    }
}
