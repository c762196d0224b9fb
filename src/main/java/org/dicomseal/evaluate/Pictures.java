package org.dicomseal.evaluate;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.dicomseal.evaluate.cipher.ByteHistogram;
import org.dicomseal.seal.NativeImage;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.SampleMeaning;
import org.dicomseal.watermark.trace.Display;
import org.dicomseal.watermark.trace.GreyImage;

/** Makes the report's pictures, none larger than 320 pixels a side. */
final class Pictures {

    private static final int SIDE = 320;
    private static final int GAIN = 64;
    private static final int MIDDLE = 128;
    private static final int CLASSES = 256;

    private Pictures() {
    }

    /** The pictures of an image; none if its samples aren't shown as brightness. */
    static Optional<SamplePictures> of(NativeImage image, byte[] original, byte[] marked, Carrier carrier) throws IOException {
        Optional<Display> display = Shown.display(image, original);
        if (display.isEmpty()) {
            return Optional.empty();
        }
        byte[] before = shown(image, original, display.get());
        byte[] after = marked == null ? null : shown(image, marked, display.get());
        byte[] difference = marked == null ? null : png(shrunk(difference(image.layout(), original, marked)));
        return Optional.of(new SamplePictures(before, after, difference, png(noise(carrier)), classes(image.layout(), original),
                ByteHistogram.of(carrier.bytes(), carrier.header()).counts()));
    }

    private static byte[] shown(NativeImage image, byte[] frame, Display display) throws IOException {
        SampleLayout layout = image.layout();
        if (layout.meaning() != SampleMeaning.RGB || layout.bitsStored() != 8) {
            return png(display.render(frame));
        }
        Samples samples = new Samples(layout);
        int step = step(layout.columns(), layout.rows());
        BufferedImage picture = new BufferedImage(layout.columns() / step, layout.rows() / step, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int pixel = y * step * layout.columns() + x * step;
                picture.setRGB(x, y, samples.get(frame, pixel, 0) << 16 | samples.get(frame, pixel, 1) << 8 | samples.get(frame, pixel, 2));
            }
        }
        return png(picture);
    }

    /** Grey where nothing changed; brighter or darker by 64 for each step that a value moved. */
    private static GreyImage difference(SampleLayout layout, byte[] original, byte[] marked) {
        Samples samples = new Samples(layout);
        float[] levels = new float[layout.rows() * layout.columns()];
        for (int pixel = 0; pixel < levels.length; pixel++) {
            int most = 0;
            for (int sample = 0; sample < layout.samplesPerPixel(); sample++) {
                int difference = samples.get(marked, pixel, sample) - samples.get(original, pixel, sample);
                most = Math.abs(difference) > Math.abs(most) ? difference : most;
            }
            levels[pixel] = Math.max(0, Math.min(255, MIDDLE + GAIN * most));
        }
        return new GreyImage(layout.columns(), layout.rows(), levels);
    }

    /** Shrunk by showing of each square the level that is farthest from the middle one, so that single changed pixels stay to be seen. */
    private static GreyImage shrunk(GreyImage image) {
        int step = step(image.width(), image.height());
        int width = Math.max(1, image.width() / step);
        int height = Math.max(1, image.height() / step);
        float[] levels = new float[width * height];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = MIDDLE;
            for (int j = 0; j < step * step; j++) {
                float level = image.at(i % width * step + j % step, i / width * step + j / step);
                levels[i] = Math.abs(level - MIDDLE) > Math.abs(levels[i] - MIDDLE) ? level : levels[i];
            }
        }
        return new GreyImage(width, height, levels);
    }

    private static GreyImage noise(Carrier carrier) {
        int width = carrier.module().columns();
        int bytes = carrier.module().bitsAllocated() == 16 ? 2 : 1;
        int height = Math.max(1, Math.min(carrier.module().rows(), carrier.bytes().length / bytes / width));
        float[] levels = new float[width * height];
        for (int i = 0; i < levels.length && (i + 1) * bytes <= carrier.bytes().length; i++) {
            levels[i] = carrier.bytes()[(i + 1) * bytes - 1] & 0xff;
        }
        return new GreyImage(width, height, levels);
    }

    private static int step(int width, int height) {
        return Math.max(1, (Math.max(width, height) + SIDE - 1) / SIDE);
    }

    private static byte[] png(GreyImage image) throws IOException {
        int step = step(image.width(), image.height());
        int width = Math.max(1, image.width() / step);
        int height = Math.max(1, image.height() / step);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.getRaster().setSample(x, y, 0, Math.round(image.at(x * step, y * step)));
            }
        }
        return png(picture);
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static long[] classes(SampleLayout layout, byte[] frame) {
        float[] values = new Samples(layout).plane(frame, 0);
        float least = Float.MAX_VALUE;
        float greatest = -Float.MAX_VALUE;
        for (float value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        long[] counts = new long[CLASSES];
        for (float value : values) {
            counts[(int) ((value - least) * (CLASSES - 1) / Math.max(1, greatest - least))]++;
        }
        return counts;
    }
}
