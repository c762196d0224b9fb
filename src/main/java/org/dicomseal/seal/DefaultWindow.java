package org.dicomseal.seal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.Values;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.SampleMeaning;
import org.dicomseal.watermark.trace.DisplayWindow;

/** How a viewer shows an image first: its first window (PS3.3 section C.11.2), at the top or in the shared functional groups. */
final class DefaultWindow {

    private static final int PIXEL_VALUE_TRANSFORMATION_SEQUENCE = 0x00289145;

    private DefaultWindow() {
    }

    /** The window in stored values; colours are shown as they are; empty for a grey image that has none. */
    static Optional<DisplayWindow> of(DataSet image) throws IOException {
        ImagePixel pixel = ImagePixel.of(image);
        if (pixel.samplesPerPixel() > 1) {
            return Optional.of(new DisplayWindow(0, (1 << pixel.bitsStored()) - 1));
        }
        DataSet windows = place(image, Tag.FRAME_VOI_LUT_SEQUENCE, Tag.WINDOW_WIDTH);
        DataSet rescale = place(image, PIXEL_VALUE_TRANSFORMATION_SEQUENCE, Tag.RESCALE_SLOPE);
        double centre = number(windows, Tag.WINDOW_CENTER, Double.NaN);
        double width = number(windows, Tag.WINDOW_WIDTH, Double.NaN);
        double slope = number(rescale, Tag.RESCALE_SLOPE, 1);
        double intercept = number(rescale, Tag.RESCALE_INTERCEPT, 0);
        if (Double.isNaN(centre + width) || width <= 1 || slope == 0) {
            return Optional.empty();
        }
        return Optional.of(DisplayWindow.of(centre, width, slope, intercept, pixel.photometric().equals("MONOCHROME1")));
    }

    /** All values of a frame, where it has no window: from the darkest to the brightest. */
    static DisplayWindow ofValues(DataSet image, SampleLayout layout, byte[] frame) {
        DisplayWindow window = ofValues(layout, frame);
        boolean inverted = image.string(Tag.PHOTOMETRIC_INTERPRETATION, "").equals("MONOCHROME1");
        return inverted ? new DisplayWindow(window.white(), window.black()) : window;
    }

    private static DisplayWindow ofValues(SampleLayout layout, byte[] frame) {
        int least = Integer.MAX_VALUE;
        int greatest = Integer.MIN_VALUE;
        int bytes = layout.bitsAllocated() / 8;
        int shift = layout.highBit() + 1 - layout.bitsStored();
        for (int at = 0; at + bytes <= frame.length; at += bytes) {
            int word = bytes == 2 ? frame[at] & 0xFF | (frame[at + 1] & 0xFF) << 8 : frame[at] & 0xFF;
            int stored = word >> shift & layout.peak();
            int value = layout.signed() && stored > layout.peak() / 2 ? stored - layout.peak() - 1 : stored;
            boolean padding = layout.meaning() == SampleMeaning.GREY && value >= layout.padding().low() && value <= layout.padding().high();
            least = padding ? least : Math.min(least, value);
            greatest = padding ? greatest : Math.max(greatest, value);
        }
        return least < greatest ? new DisplayWindow(least, greatest) : new DisplayWindow(0, layout.peak());
    }

    private static DataSet place(DataSet image, int sequence, int tag) {
        if (image.contains(tag)) {
            return image;
        }
        List<DataSet> shared = image.items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
        List<DataSet> items = shared.isEmpty() ? List.of() : shared.get(0).items(sequence);
        return items.isEmpty() ? image : items.get(0);
    }

    private static double number(DataSet dataSet, int tag, double otherwise) {
        try {
            double[] values = Values.doubles(dataSet.get(tag), VR.DS);
            return values.length == 0 ? otherwise : values[0];
        } catch (IOException unreadable) {
            return otherwise;
        }
    }
}
