package org.dicomseal.codec;

import java.util.ArrayList;
import java.util.List;

/** How a frame of a format falls into planes. */
final class FrameLayout {

    private static final int MOST_SAMPLES = 4;
    private static final long MOST_PIXELS = 1 << 28;

    private FrameLayout() {
    }

    /** The components of a frame of words; none if the format has no model. Frames of single bits have a layout of their own. */
    static List<Component> components(FrameFormat format) {
        int bytes = format.bitsAllocated() / 8;
        long pixels = (long) format.rows() * format.columns();
        boolean modelled = bytes > 0 && bytes <= 8 && format.bitsAllocated() % 8 == 0 && format.samplesPerPixel() > 0
                && format.samplesPerPixel() <= MOST_SAMPLES && pixels > 0 && pixels <= MOST_PIXELS
                && format.frameLength() <= Integer.MAX_VALUE;
        if (!modelled) {
            return List.of();
        }
        if (format.photometric() == Photometric.YBR_422 && format.samplesPerPixel() == 3) {
            return halved(format, bytes);
        }
        if (bytes > 2) {
            return bytePlanes(format, bytes);
        }
        return whole(format, bytes);
    }

    static boolean isBits(FrameFormat format) {
        long samples = (long) format.rows() * format.columns() * format.samplesPerPixel();
        return format.bitsAllocated() == 1 && samples > 0 && samples <= MOST_PIXELS;
    }

    private static List<Component> whole(FrameFormat format, int bytes) {
        List<Component> components = new ArrayList<>();
        SampleWords words = SampleWords.of(format);
        for (int s = 0; s < format.samplesPerPixel(); s++) {
            components.add(component(format, words, bytes, s, 0));
        }
        return components;
    }

    /** Words of more than two bytes are taken byte by byte, the most significant first. */
    private static List<Component> bytePlanes(FrameFormat format, int bytes) {
        List<Component> components = new ArrayList<>();
        SampleWords words = new SampleWords(1, 0, 0xff, 0);
        for (int s = 0; s < format.samplesPerPixel(); s++) {
            for (int b = bytes - 1; b >= 0; b--) {
                components.add(component(format, words, bytes, s, b));
            }
        }
        return components;
    }

    private static Component component(FrameFormat format, SampleWords words, int bytes, int sample, int offset) {
        int pixels = format.rows() * format.columns();
        int from = (format.planar() ? sample * pixels : sample) * bytes + offset;
        int stride = (format.planar() ? 1 : format.samplesPerPixel()) * bytes;
        return new Component(words, from, stride, format.columns(), format.rows());
    }

    /** Y1 Y2 Cb Cr for two pixels: four planes of half the width. */
    private static List<Component> halved(FrameFormat format, int bytes) {
        List<Component> components = new ArrayList<>();
        if (bytes <= 2 && format.columns() % 2 == 0) {
            SampleWords words = SampleWords.of(format);
            for (int k = 0; k < 4; k++) {
                components.add(new Component(words, k * bytes, 4 * bytes, format.columns() / 2, format.rows()));
            }
        }
        return components;
    }
}
