package org.dicomseal.cli.verify;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.dicomseal.watermark.trace.GreyImage;

/** A picture that a viewer has exported: PNG, JPEG, BMP or GIF. */
final class Exported {

    private static final byte[][] BEGINNINGS = {{(byte) 0x89, 'P', 'N', 'G'}, {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, {'B', 'M'},
        {'G', 'I', 'F', '8'}};
    /** Of sRGB's red, green and blue: ITU-R BT.601, as the trace mark takes colours. */
    private static final double[] LUMA = {0.299, 0.587, 0.114};

    private Exported() {
    }

    /** Whether a file begins like such a picture. */
    static boolean is(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] start = in.readNBytes(4);
            return Arrays.stream(BEGINNINGS).anyMatch(each -> each.length <= start.length
                    && Arrays.equals(each, Arrays.copyOf(start, each.length)));
        }
    }

    /** The picture as grey levels. */
    static GreyImage read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException(file + ": no picture that can be read here");
        }
        float[] levels = new float[image.getWidth() * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                levels[y * image.getWidth() + x] = (float) level(image, x, y);
            }
        }
        return new GreyImage(image.getWidth(), image.getHeight(), levels);
    }

    private static double level(BufferedImage image, int x, int y) {
        Raster raster = image.getRaster();
        if (raster.getNumBands() <= 2 && image.getType() != BufferedImage.TYPE_BYTE_INDEXED) {
            // the stored level: Java's own conversion would bend grey levels by a gamma
            int bits = image.getColorModel().getComponentSize(0);
            return raster.getSample(x, y, 0) * 255.0 / ((1 << bits) - 1);
        }
        int rgb = image.getRGB(x, y);
        return LUMA[0] * (rgb >> 16 & 0xFF) + LUMA[1] * (rgb >> 8 & 0xFF) + LUMA[2] * (rgb & 0xFF);
    }
}
