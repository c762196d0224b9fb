package org.dicomseal.evaluate;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import javax.imageio.ImageIO;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;

/** Reads PNG, JPEG, TIFF, BMP and GIF pictures as DICOM secondary captures: grey ones with their 8 or 16 bits, others as RGB of 8 bits. */
final class PictureFile {

    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif");

    private PictureFile() {
    }

    static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT));
    }

    static DataSet read(Path file) throws IOException {
        BufferedImage image;
        try {
            image = ImageIO.read(file.toFile());
        } catch (RuntimeException broken) {
            throw new IOException("the picture can't be read: " + broken.getMessage(), broken);
        }
        if (image == null) {
            throw new IOException("no picture that Java can read");
        }
        return dataSet(image);
    }

    private static DataSet dataSet(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean grey = isGrey(image);
        int bits = grey && image.getRaster().getSampleModel().getSampleSize(0) == 16 ? 16 : 8;
        byte[] pixels = grey ? grey(image.getRaster(), bits) : rgb(image);
        DataSet capture = new DataSet();
        capture.putString(Tag.SOP_CLASS_UID, VR.UI, Uids.SECONDARY_CAPTURE_IMAGE_STORAGE);
        capture.putString(Tag.SOP_INSTANCE_UID, VR.UI, Uids.random());
        capture.putString(Tag.MODALITY, VR.CS, "OT");
        capture.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, grey ? 1 : 3);
        capture.putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, grey ? "MONOCHROME2" : "RGB");
        if (!grey) {
            capture.putInts(Tag.PLANAR_CONFIGURATION, VR.US, 0);
        }
        capture.putInts(Tag.ROWS, VR.US, height);
        capture.putInts(Tag.COLUMNS, VR.US, width);
        capture.putInts(Tag.BITS_ALLOCATED, VR.US, bits);
        capture.putInts(Tag.BITS_STORED, VR.US, bits);
        capture.putInts(Tag.HIGH_BIT, VR.US, bits - 1);
        capture.putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0);
        return capture.putBytes(Tag.PIXEL_DATA, bits == 16 ? VR.OW : VR.OB, pixels);
    }

    /** Grey in its samples: not a palette, whose indices aren't grey levels, and no samples of other sizes. */
    private static boolean isGrey(BufferedImage image) {
        int size = image.getRaster().getSampleModel().getSampleSize(0);
        return image.getRaster().getNumBands() == 1 && image.getColorModel() instanceof java.awt.image.ComponentColorModel
                && (size == 8 || size == 16);
    }

    private static byte[] grey(Raster raster, int bits) {
        int[] samples = raster.getSamples(raster.getMinX(), raster.getMinY(), raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        byte[] bytes = new byte[padded(samples.length * bits / 8)];
        for (int i = 0; i < samples.length; i++) {
            if (bits == 8) {
                bytes[i] = (byte) samples[i];
            } else {
                bytes[2 * i] = (byte) samples[i];
                bytes[2 * i + 1] = (byte) (samples[i] >>> 8);
            }
        }
        return bytes;
    }

    private static byte[] rgb(BufferedImage image) {
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        byte[] bytes = new byte[padded(3 * pixels.length)];
        for (int i = 0; i < pixels.length; i++) {
            bytes[3 * i] = (byte) (pixels[i] >>> 16);
            bytes[3 * i + 1] = (byte) (pixels[i] >>> 8);
            bytes[3 * i + 2] = (byte) pixels[i];
        }
        return bytes;
    }

    private static int padded(int length) {
        return length + length % 2;
    }
}
