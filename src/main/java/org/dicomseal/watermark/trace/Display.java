package org.dicomseal.watermark.trace;

import org.dicomseal.watermark.SampleLayout;

/** Shows frames as a viewer does: grey levels through a window, of colours the luminance (ITU-R BT.601). */
public final class Display {

    private static final double[] LUMA = {0.299, 0.587, 0.114};

    private final SampleLayout layout;
    private final DisplayWindow window;
    private final StoredSamples samples;

    /**
     * @param layout the shape of the frames
     * @param window for colours and luminances of 8 bits: 0 to 255
     * @throws IllegalArgumentException if such samples aren't shown as brightness
     */
    public Display(SampleLayout layout, DisplayWindow window) {
        this.layout = layout;
        this.window = window;
        samples = new StoredSamples(layout);
    }

    /** The frame as 8-bit levels: rounded, 0 to 255. */
    public GreyImage render(byte[] frame) {
        GreyImage image = levels(frame);
        for (int i = 0; i < image.levels().length; i++) {
            image.levels()[i] = Math.round(image.levels()[i]);
        }
        return image;
    }

    /** The frame in levels from 0 to 255, with fractions. */
    GreyImage levels(byte[] frame) {
        float[] levels = new float[layout.rows() * layout.columns()];
        for (int pixel = 0; pixel < levels.length; pixel++) {
            levels[pixel] = (float) Math.max(0, Math.min(255, window.level(brightness(frame, pixel))));
        }
        return new GreyImage(layout.columns(), layout.rows(), levels);
    }

    private double brightness(byte[] frame, int pixel) {
        int[] visible = samples.visible();
        if (visible.length == 1) {
            return samples.get(frame, pixel, 0);
        }
        double sum = 0;
        for (int sample : visible) {
            sum += LUMA[sample] * samples.get(frame, pixel, sample);
        }
        return sum;
    }

    SampleLayout layout() {
        return layout;
    }

    DisplayWindow window() {
        return window;
    }

    StoredSamples samples() {
        return samples;
    }
}
