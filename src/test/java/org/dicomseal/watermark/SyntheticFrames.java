package org.dicomseal.watermark;

import java.util.Random;
import java.util.function.IntBinaryOperator;

/** Frames that look like images: smooth shapes with noise, quantised to a format. */
final class SyntheticFrames {

    private SyntheticFrames() {
    }

    static SampleLayout grey(int rows, int columns, int allocated, int stored, boolean signed) {
        return new SampleLayout(rows, columns, 1, allocated, stored, stored - 1, signed, false, SampleMeaning.GREY, SampleLayout.Padding.NONE);
    }

    static SampleLayout rgb(int rows, int columns, boolean planar) {
        return new SampleLayout(rows, columns, 3, 8, 8, 7, false, planar, SampleMeaning.RGB, SampleLayout.Padding.NONE);
    }

    /** Ellipses on a slope, with Gaussian noise: 0 to about 1. */
    static double[] picture(int rows, int columns, double noise, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double y = 2.0 * row / rows - 1;
                double x = 2.0 * column / columns - 1;
                double value = 0.15 + 0.1 * x + (x * x + 1.6 * y * y < 0.8 ? 0.35 : 0) + (Math.hypot(x - 0.2, y) < 0.3 ? 0.2 : 0);
                values[row * columns + column] = value + noise * random.nextGaussian();
            }
        }
        return values;
    }

    /** A frame of one sample a pixel; {@code value} gives the unsigned stored word of pixel (row, column). */
    static byte[] frame(SampleLayout layout, IntBinaryOperator value) {
        int bytes = layout.bitsAllocated() / 8;
        byte[] samples = new byte[(int) layout.frameBytes()];
        for (int row = 0, at = 0; row < layout.rows(); row++) {
            for (int column = 0; column < layout.columns(); column++, at += bytes) {
                int word = value.applyAsInt(row, column);
                samples[at] = (byte) word;
                if (bytes == 2) {
                    samples[at + 1] = (byte) (word >>> 8);
                }
            }
        }
        return samples;
    }

    /** The picture in a grey layout: signed ones get values from a quarter of their range below zero on. */
    static byte[] frame(SampleLayout layout, double noise, long seed) {
        double[] picture = picture(layout.rows(), layout.columns(), noise, seed);
        int peak = layout.peak();
        int offset = layout.signed() ? -(peak + 1) / 4 : 0;
        int least = layout.signed() ? -(peak + 1) / 2 : 0;
        return frame(layout, (row, column) -> {
            int value = (int) Math.round(picture[row * layout.columns() + column] * peak * (layout.signed() ? 0.5 : 1)) + offset;
            return Math.max(least, Math.min(least + peak, value));
        });
    }

    /** A colour frame of 8 bits a sample; the three samples have noise of their own if it isn't grey. */
    static byte[] colours(SampleLayout layout, boolean grey, long seed) {
        int pixels = layout.rows() * layout.columns();
        byte[] samples = new byte[3 * pixels];
        for (int sample = 0; sample < 3; sample++) {
            double[] picture = picture(layout.rows(), layout.columns(), 0.01, grey ? seed : seed + sample);
            for (int pixel = 0; pixel < pixels; pixel++) {
                int at = layout.planar() ? sample * pixels + pixel : 3 * pixel + sample;
                samples[at] = (byte) Math.max(0, Math.min(255, (int) (255 * picture[pixel] * (grey ? 1 : 1 - 0.2 * sample))));
            }
        }
        return samples;
    }
}
