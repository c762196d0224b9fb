package org.dicomseal.watermark;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * The samples of a frame that a mark may move, one a pixel, as unsigned values in the order of their meaning: the stored bits alone, with
 * the sign bit turned over for two's complement. Of a colour pixel that is one sample (blue, or the luminance); in an RGB frame that
 * is grey for the most part it is the whole grey pixel, whose three equal samples move together, so that it stays grey.
 *
 * <p>A pixel that couldn't be told apart after a move is {@link #NONE}: a coloured one among grey ones, and a signed sample whose
 * unused high bits aren't its sign extension. (Those of unsigned samples are carried along as they are.)
 */
final class SamplePlane {

    /** What stands for a pixel that isn't moved. */
    static final int NONE = -1;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final boolean wide;
    private final int shift;
    private final int mask;
    private final int signBit;
    private final int wordMask;
    private final int firstByte;
    private final int pixelStep;
    private final int sampleStep;
    private final boolean together;
    private final int longest;

    /** The plane of a grey or colour frame. */
    static SamplePlane of(SampleLayout layout) {
        return new SamplePlane(layout, layout.meaning() == SampleMeaning.RGB ? 2 : 0, false);
    }

    /** The pixels of an RGB frame that are grey, each as one value. */
    static SamplePlane greyPixels(SampleLayout layout) {
        return new SamplePlane(layout, 0, true);
    }

    private SamplePlane(SampleLayout layout, int sample, boolean together) {
        int bytes = layout.bitsAllocated() / 8;
        int plane = layout.rows() * layout.columns();
        this.together = together;
        longest = layout.columns();
        wide = bytes == 2;
        shift = layout.highBit() + 1 - layout.bitsStored();
        mask = layout.peak();
        signBit = layout.signed() ? 1 << (layout.bitsStored() - 1) : 0;
        wordMask = (1 << layout.bitsAllocated()) - 1;
        sampleStep = layout.planar() ? plane * bytes : bytes;
        pixelStep = layout.planar() ? bytes : bytes * layout.samplesPerPixel();
        firstByte = sample * sampleStep;
    }

    /** Reads the values of one frame. */
    final class Lines {

        private final byte[] samples;
        private final ShortBuffer words;
        private final short[] line;

        private Lines(byte[] samples) {
            this.samples = samples;
            boolean dense = pixelStep == Short.BYTES;
            words = dense ? ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer() : null;
            line = new short[dense ? longest : 0];
        }

        /**
         * The values of a run of pixels, 0 to {@code layout.peak()} or {@link #NONE}.
         *
         * @param first  number of the first pixel, row by row
         * @param count  at most as many pixels as a row has
         * @param values where they go, from index {@code to} on
         */
        void read(int first, int count, int[] values, int to) {
            int at = firstByte + first * pixelStep;
            if (wide && words != null) {
                words.get(at / Short.BYTES, line, 0, count);
                for (int i = 0; i < count; i++) {
                    values[to + i] = line[i] & 0xffff;
                }
            } else if (wide) {
                for (int i = 0; i < count; i++) {
                    values[to + i] = (short) WORD.get(samples, at + i * pixelStep) & 0xffff;
                }
            } else {
                for (int i = 0; i < count; i++) {
                    values[to + i] = samples[at + i * pixelStep] & 0xff;
                }
            }
            fromWords(count, values, to);
            if (together) {
                dropColours(samples, at, count, values, to);
            }
        }
    }

    /** A reader of a frame's values. */
    Lines lines(byte[] samples) {
        return new Lines(samples);
    }

    private void fromWords(int count, int[] values, int to) {
        if (signBit == 0) {
            for (int i = to; i < to + count; i++) {
                values[i] = values[i] >>> shift & mask;
            }
        } else {
            for (int i = to; i < to + count; i++) {
                int value = values[i] >>> shift & mask ^ signBit;
                values[i] = values[i] == signExtended(value) ? value : NONE;
            }
        }
    }

    private void dropColours(byte[] samples, int from, int count, int[] values, int to) {
        int bytes = wide ? 2 : 1;
        for (int i = 0; i < count; i++) {
            for (int at = from + i * pixelStep, end = at + bytes; at < end; at++) {
                if (samples[at] != samples[at + sampleStep] || samples[at] != samples[at + 2 * sampleStep]) {
                    values[to + i] = NONE;
                }
            }
        }
    }

    /** Gives a pixel that isn't {@link #NONE} another value; bits outside the stored ones stay (or go on extending the sign). */
    void put(byte[] samples, int pixel, int value) {
        int old = word(samples, pixel);
        putWord(samples, pixel, signBit != 0 ? signExtended(value) : old & ~(mask << shift) | value << shift);
    }

    /** The whole word that holds a pixel's value. */
    int word(byte[] samples, int pixel) {
        int at = firstByte + pixel * pixelStep;
        return wide ? (short) WORD.get(samples, at) & 0xffff : samples[at] & 0xff;
    }

    /** Puts a word as {@link #word} gives it, in all samples that move together. */
    void putWord(byte[] samples, int pixel, int word) {
        int at = firstByte + pixel * pixelStep;
        for (int sample = 0; sample < (together ? 3 : 1); sample++) {
            int to = at + sample * sampleStep;
            samples[to] = (byte) word;
            if (wide) {
                samples[to + 1] = (byte) (word >>> 8);
            }
        }
    }

    /** How many samples of the frame a move changes. */
    int samplesMoved() {
        return together ? 3 : 1;
    }

    /** The word that a value is stored as; it has bits below the stored ones cleared. */
    private int signExtended(int value) {
        return value - signBit << shift & wordMask;
    }
}
