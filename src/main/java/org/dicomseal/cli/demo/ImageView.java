package org.dicomseal.cli.demo;

import java.io.IOException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Values;

/** Makes pictures of data sets: the first frame of native greyscale or RGB. */
final class ImageView {

    private ImageView() {
    }

    /** The first frame as a viewer would show it: through the window that the data set names, else from lowest to highest. */
    static Picture of(DataSet dataSet) throws IOException {
        PixelData pixels = PixelData.of(dataSet);
        ImagePixel image = pixels.image();
        byte[] frame = pixels.frame(0).bytes();
        if (image.samplesPerPixel() == 3) {
            return Picture.rgb(frame, image.rows(), image.columns());
        }
        int[] samples = samples(frame, image);
        int[] window = window(dataSet, samples);
        return Picture.grey(samples, image.rows(), image.columns(), window[0], window[1]);
    }

    /** The first frame's stored values, row by row, of a greyscale image. */
    static int[] samples(DataSet dataSet) throws IOException {
        PixelData pixels = PixelData.of(dataSet);
        return samples(pixels.frame(0).bytes(), pixels.image());
    }

    private static int[] samples(byte[] frame, ImagePixel image) {
        int[] samples = new int[image.rows() * image.columns()];
        for (int i = 0; i < samples.length; i++) {
            if (image.bitsAllocated() == 8) {
                samples[i] = frame[i] & 255;
            } else {
                int word = frame[2 * i] & 255 | frame[2 * i + 1] << 8;
                samples[i] = image.signed() ? (short) word : word & 0xFFFF;
            }
        }
        return samples;
    }

    /** Stored values that are shown black and white. */
    private static int[] window(DataSet dataSet, int[] samples) throws IOException {
        double[] centre = Values.doubles(dataSet.get(Tag.WINDOW_CENTER), null);
        double[] width = Values.doubles(dataSet.get(Tag.WINDOW_WIDTH), null);
        if (centre.length > 0 && width.length > 0 && width[0] > 1) {
            double intercept = first(Values.doubles(dataSet.get(Tag.RESCALE_INTERCEPT), null), 0);
            double slope = first(Values.doubles(dataSet.get(Tag.RESCALE_SLOPE), null), 1);
            return new int[] {(int) ((centre[0] - width[0] / 2 - intercept) / slope),
                    (int) ((centre[0] + width[0] / 2 - intercept) / slope)};
        }
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int sample : samples) {
            low = Math.min(low, sample);
            high = Math.max(high, sample);
        }
        return new int[] {low, high};
    }

    private static double first(double[] values, double otherwise) {
        return values.length == 0 ? otherwise : values[0];
    }
}
