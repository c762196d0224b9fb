package org.dicomseal.watermark.trace;

import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.SampleMeaning;

/** Reads and writes the stored values of a native little-endian frame of 8 or 16 bits allocated; other bits of a word stay. */
final class StoredSamples {

    private final SampleLayout layout;
    private final int bytes;
    private final int shift;
    private final int pixelStep;
    private final int sampleStep;
    private final int[] visible;

    StoredSamples(SampleLayout layout) {
        boolean grey = layout.meaning() == SampleMeaning.GREY && layout.samplesPerPixel() == 1;
        boolean colour = layout.meaning() == SampleMeaning.RGB && layout.samplesPerPixel() == 3;
        boolean luma = layout.meaning() == SampleMeaning.LUMA_CHROMA && layout.samplesPerPixel() == 3;
        if (!grey && !colour && !luma || layout.bitsAllocated() != 8 && layout.bitsAllocated() != 16) {
            throw new IllegalArgumentException("a trace mark needs grey, RGB or luminance samples of 8 or 16 bits, not " + layout);
        }
        this.layout = layout;
        bytes = layout.bitsAllocated() / 8;
        shift = layout.highBit() + 1 - layout.bitsStored();
        sampleStep = layout.planar() ? layout.rows() * layout.columns() : 1;
        pixelStep = layout.planar() ? 1 : layout.samplesPerPixel();
        visible = colour ? new int[] {0, 1, 2} : new int[] {0};
    }

    /** The samples of a pixel that make up its brightness. */
    int[] visible() {
        return visible;
    }

    /** The value of a sample, signed as the samples are. */
    int get(byte[] frame, int pixel, int sample) {
        int stored = word(frame, pixel, sample) >>> shift & layout.peak();
        return layout.signed() && stored > layout.peak() / 2 ? stored - layout.peak() - 1 : stored;
    }

    /** Puts a value, which must be in range. A signed value's sign goes on into the bits above it. */
    void put(byte[] frame, int pixel, int sample, int value) {
        int mask = layout.signed() ? -1 << shift : layout.peak() << shift;
        int word = word(frame, pixel, sample) & ~mask | value << shift & mask;
        int at = at(pixel, sample);
        frame[at] = (byte) word;
        if (bytes == 2) {
            frame[at + 1] = (byte) (word >>> 8);
        }
    }

    int least() {
        return layout.signed() ? -(layout.peak() + 1) / 2 : 0;
    }

    int greatest() {
        return least() + layout.peak();
    }

    private int word(byte[] frame, int pixel, int sample) {
        int at = at(pixel, sample);
        return bytes == 2 ? frame[at] & 0xff | (frame[at + 1] & 0xff) << 8 : frame[at] & 0xff;
    }

    private int at(int pixel, int sample) {
        return (pixel * pixelStep + sample * sampleStep) * bytes;
    }
}
