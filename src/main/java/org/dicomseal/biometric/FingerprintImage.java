package org.dicomseal.biometric;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.dicomseal.biometric.FingerprintRejected.Reason;

/**
 * A grey fingerprint image: 0 (black, ridges) to 255 (white), rows from the top, at about 500 dots per inch.
 * PNG, TIFF, BMP and JPEG are read; colour is reduced to luminance, deeper samples to 8 bits.
 */
public final class FingerprintImage {

    /** A finger of 5 mm at 500 dpi; less can't hold enough ridges. */
    static final int MIN_SIDE = 100;
    /** Ten times a finger: what is larger is not a single print, and would only cost memory. */
    static final int MAX_SIDE = 2500;
    private static final long MAX_FILE_BYTES = 64L << 20;

    private final String name;
    private final int width;
    private final int height;
    private final float[] grey;

    private FingerprintImage(String name, int width, int height, float[] grey) {
        this.name = name;
        this.width = width;
        this.height = height;
        this.grey = grey;
    }

    /**
     * Makes an image from 8-bit grey samples, row by row.
     *
     * @throws FingerprintRejected if the sides are out of bounds
     */
    public static FingerprintImage of(int width, int height, byte[] samples) throws FingerprintRejected {
        checkSides(width, height);
        if (samples.length != width * height) {
            throw new IllegalArgumentException("expected " + width * height + " samples, got " + samples.length);
        }
        float[] grey = new float[samples.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = samples[i] & 0xff;
        }
        return new FingerprintImage("", width, height, grey);
    }

    /** Reads an image file; what is wrong with it is said with its name. */
    public static FingerprintImage read(Path file) throws IOException, FingerprintRejected {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new FingerprintRejected(Reason.TOO_LARGE, file + ": the image file is larger than " + (MAX_FILE_BYTES >> 20) + " MiB");
        }
        try {
            return decode(Files.readAllBytes(file)).named(file.toString());
        } catch (FingerprintRejected e) {
            throw e.of(file.toString());
        }
    }

    private FingerprintImage named(String newName) {
        return new FingerprintImage(newName, width, height, grey);
    }

    /** The file that it was read from; empty for one from memory. */
    public String name() {
        return name;
    }

    /** Decodes the bytes of an image file. The sides are checked before any pixel is decoded. */
    public static FingerprintImage decode(byte[] file) throws FingerprintRejected {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new FingerprintRejected(Reason.UNREADABLE, "not a PNG, TIFF, BMP or JPEG image");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                checkSides(reader.getWidth(0), reader.getHeight(0));
                return fromPicture(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw new FingerprintRejected(Reason.UNREADABLE, "the image can't be decoded: " + e.getMessage());
        }
    }

    private static FingerprintImage fromPicture(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        float[] grey = new float[width * height];
        boolean plainGrey = picture.getColorModel().getNumComponents() == 1
                && picture.getColorModel().getComponentSize(0) == 8
                && picture.getType() == BufferedImage.TYPE_BYTE_GRAY;
        Raster raster = picture.getRaster();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = plainGrey ? raster.getSample(x, y, 0) : luminance(picture.getRGB(x, y));
            }
        }
        return new FingerprintImage("", width, height, grey);
    }

    /** ITU-R BT.601 luminance in integers, so that it is the same everywhere. */
    private static int luminance(int rgb) {
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }

    private static void checkSides(int width, int height) throws FingerprintRejected {
        if (width < MIN_SIDE || height < MIN_SIDE) {
            throw new FingerprintRejected(Reason.TOO_SMALL, "the image has " + width + " x " + height
                    + " pixels; scan at 500 dpi, at least " + MIN_SIDE + " pixels a side");
        }
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw new FingerprintRejected(Reason.TOO_LARGE, "the image has " + width + " x " + height
                    + " pixels; one finger at 500 dpi has less than " + MAX_SIDE + " a side");
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The samples as 8-bit grey, row by row; a copy. */
    public byte[] samples() {
        byte[] bytes = new byte[grey.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(grey[i]);
        }
        return bytes;
    }

    /** The samples, 0 to 255; shared, so not to be written to. */
    float[] grey() {
        return grey;
    }
}
