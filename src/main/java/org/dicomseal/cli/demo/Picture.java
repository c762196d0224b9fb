package org.dicomseal.cli.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** An 8-bit picture for the report, with the histogram of what it shows. */
final class Picture {

    private final BufferedImage image;
    private final int[] histogram = new int[256];

    private Picture(BufferedImage image) {
        this.image = image;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int luma = (299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255) + 500) / 1000;
                histogram[luma]++;
            }
        }
    }

    /**
     * Grey samples seen through a window.
     *
     * @param samples row by row, {@code rows * columns} values
     * @param low     the value shown black
     * @param high    the value shown white, above {@code low}
     */
    static Picture grey(int[] samples, int rows, int columns, int low, int high) {
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < rows * columns; i++) {
            long scaled = 255L * (samples[i] - (long) low) / Math.max(1, (long) high - low);
            int grey = (int) Math.max(0, Math.min(255, scaled));
            image.setRGB(i % columns, i / columns, grey << 16 | grey << 8 | grey);
        }
        return new Picture(image);
    }

    /** Interleaved 8-bit RGB. */
    static Picture rgb(byte[] rgb, int rows, int columns) {
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < rows * columns; i++) {
            int value = (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | rgb[3 * i + 2] & 255;
            image.setRGB(i % columns, i / columns, value);
        }
        return new Picture(image);
    }

    /** An 8-bit greyscale picture as a viewer shows it, row by row. */
    static Picture grey(byte[] levels, int rows, int columns) {
        int[] samples = new int[levels.length];
        for (int i = 0; i < levels.length; i++) {
            samples[i] = levels[i] & 255;
        }
        return grey(samples, rows, columns, 0, 255);
    }

    /** The levels of a greyscale picture, 0 to 255, row by row. */
    float[] levels() {
        float[] levels = new float[image.getWidth() * image.getHeight()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = image.getRGB(i % image.getWidth(), i / image.getWidth()) & 255;
        }
        return levels;
    }

    /** Draws a red square, as far as it lies within the picture. */
    void outline(int left, int top, int side) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.setStroke(new BasicStroke(3));
        graphics.drawRect(left + 1, top + 1, Math.min(side, image.getWidth() - left) - 3, Math.min(side, image.getHeight() - top) - 3);
        graphics.dispose();
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** The picture as a PNG in a {@code data:} URI, so that a report is one file. */
    String dataUri() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    /** The histogram as an inline SVG of 256 bars; square-root scale, so that flat air does not hide the rest. */
    String histogramSvg() {
        double tallest = 1;
        for (int count : histogram) {
            tallest = Math.max(tallest, Math.sqrt(count));
        }
        StringBuilder path = new StringBuilder("M0 64");
        for (int level = 0; level < 256; level++) {
            long top = 64 - Math.round(62 * Math.sqrt(histogram[level]) / tallest);
            path.append('L').append(level).append(' ').append(top).append('L').append(level + 1).append(' ').append(top);
        }
        return "<svg viewBox='0 0 256 64' preserveAspectRatio='none' role='img' aria-label='histogram'><path d='"
                + path.append("L256 64Z") + "'/></svg>";
    }
}
