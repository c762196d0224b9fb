package org.dicomseal.evaluate.attack;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.dicomseal.watermark.trace.GreyImage;

/** A picture after baseline JPEG with the standard tables (ITU-T T.81 annex K), as Java's own encoder scales them. */
final class JpegCopy {

    private JpegCopy() {
    }

    /** @param quality 1 to 100 */
    static GreyImage of(GreyImage picture, int quality) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        int[] whole = new int[picture.levels().length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = Math.max(0, Math.min(255, Math.round(picture.levels()[i])));
        }
        image.getRaster().setSamples(0, 0, picture.width(), picture.height(), 0, whole);
        try {
            BufferedImage copy = ImageIO.read(new ByteArrayInputStream(encoded(image, quality)));
            float[] levels = copy.getRaster().getSamples(0, 0, picture.width(), picture.height(), 0, (float[]) null);
            return new GreyImage(picture.width(), picture.height(), levels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(BufferedImage image, int quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality / 100f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
