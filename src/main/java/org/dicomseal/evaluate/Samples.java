package org.dicomseal.evaluate;

import org.dicomseal.watermark.SampleLayout;

/** The samples of frames of 8 or 16 bits allocated as numbers: the stored bits alone, signed where they are. */
final class Samples {

    private final SampleLayout layout;
    private final int bytes;
    private final int shift;

    Samples(SampleLayout layout) {
        this.layout = layout;
        bytes = layout.bitsAllocated() / 8;
        shift = layout.highBit() + 1 - layout.bitsStored();
    }

    private int offset(int pixel, int sample) {
        int plane = layout.rows() * layout.columns();
        return bytes * (layout.planar() ? sample * plane + pixel : pixel * layout.samplesPerPixel() + sample);
    }

    int get(byte[] frame, int pixel, int sample) {
        int at = offset(pixel, sample);
        int word = bytes == 2 ? frame[at] & 0xff | (frame[at + 1] & 0xff) << 8 : frame[at] & 0xff;
        int stored = word >>> shift & layout.peak();
        return layout.signed() && stored > layout.peak() / 2 ? stored - layout.peak() - 1 : stored;
    }

    /** Writes a value, limited to what the stored bits hold; bits outside them stay, or extend the sign of a signed sample. */
    void put(byte[] frame, int pixel, int sample, long value) {
        int at = offset(pixel, sample);
        int word = bytes == 2 ? frame[at] & 0xff | (frame[at + 1] & 0xff) << 8 : frame[at] & 0xff;
        int limited = (int) Math.max(least(), Math.min(least() + layout.peak(), value));
        int changed = layout.signed() ? limited << shift : word & ~(layout.peak() << shift) | limited << shift;
        frame[at] = (byte) changed;
        if (bytes == 2) {
            frame[at + 1] = (byte) (changed >>> 8);
        }
    }

    private int least() {
        return layout.signed() ? -(layout.peak() / 2) - 1 : 0;
    }

    /** One sample of all pixels of some rows. */
    float[] rows(byte[] frame, int sample, int firstRow, int rows) {
        float[] values = new float[rows * layout.columns()];
        int first = firstRow * layout.columns();
        for (int i = 0; i < values.length; i++) {
            values[i] = get(frame, first + i, sample);
        }
        return values;
    }

    /** One sample of all pixels. */
    float[] plane(byte[] frame, int sample) {
        return rows(frame, sample, 0, layout.rows());
    }

    SampleLayout layout() {
        return layout;
    }
}
