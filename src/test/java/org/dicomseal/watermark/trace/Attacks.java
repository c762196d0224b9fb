package org.dicomseal.watermark.trace;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** What happens to pictures that leave the house. */
final class Attacks {

    private Attacks() {
    }

    /** JPEG with the standard tables at a quality of 1 to 100. */
    static GreyImage jpeg(GreyImage picture, int quality) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                image.getRaster().setSample(x, y, 0, Math.round(picture.at(x, y)));
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality / 100f);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
            out.flush();
            image = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        float[] levels = image.getRaster().getSamples(0, 0, picture.width(), picture.height(), 0, (float[]) null);
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    static GreyImage noise(GreyImage picture, double deviation, long seed) {
        Random random = new Random(seed);
        float[] levels = picture.levels().clone();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.max(0, Math.min(255, Math.round(levels[i] + deviation * random.nextGaussian())));
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    /** 3 x 3; the outermost pixels stay. */
    static GreyImage median(GreyImage picture) {
        float[] levels = picture.levels().clone();
        float[] around = new float[9];
        for (int y = 1; y < picture.height() - 1; y++) {
            for (int x = 1; x < picture.width() - 1; x++) {
                for (int i = 0; i < 9; i++) {
                    around[i] = picture.at(x - 1 + i % 3, y - 1 + i / 3);
                }
                Arrays.sort(around);
                levels[y * picture.width() + x] = around[4];
            }
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    /** To half the size by means of four, and back by bilinear interpolation. */
    static GreyImage halfSizeAndBack(GreyImage picture) {
        int width = picture.width() / 2;
        int height = picture.height() / 2;
        GreyImage half = new GreyImage(width, height, new float[width * height]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                half.levels()[y * width + x] = Math.round((picture.at(2 * x, 2 * y) + picture.at(2 * x + 1, 2 * y)
                        + picture.at(2 * x, 2 * y + 1) + picture.at(2 * x + 1, 2 * y + 1)) / 4);
            }
        }
        float[] levels = new float[picture.levels().length];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                levels[y * picture.width() + x] = Math.round(between(half, (x + 0.5) / 2 - 0.5, (y + 0.5) / 2 - 0.5));
            }
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    private static float between(GreyImage image, double x, double y) {
        double inX = Math.max(0, Math.min(image.width() - 1, x));
        double inY = Math.max(0, Math.min(image.height() - 1, y));
        int left = (int) inX;
        int top = (int) inY;
        int right = Math.min(image.width() - 1, left + 1);
        int bottom = Math.min(image.height() - 1, top + 1);
        double u = inX - left;
        double v = inY - top;
        return (float) ((1 - v) * ((1 - u) * image.at(left, top) + u * image.at(right, top))
                + v * ((1 - u) * image.at(left, bottom) + u * image.at(right, bottom)));
    }
}
