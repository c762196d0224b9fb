package org.dicomseal.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Frames that the tests make themselves, one or more for every mode of the codec. */
final class Frames {

    /** A named object: its format and its frames. */
    record Sample(String name, FrameFormat format, List<byte[]> frames) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Frames() {
    }

    static JointKey key(int seed) {
        byte[] bytes = new byte[JointKey.LENGTH];
        new Random(seed).nextBytes(bytes);
        return JointKey.of(bytes);
    }

    /** Every mode, small enough to try thousands of changes on. */
    static List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        all.add(one("grey 16 bit in strips", grey(200, 160, 16, 12, true), smooth(200, 160, 2, 900, 6, 0)));
        all.add(one("grey 16 bit, two strips", grey(300, 512, 16, 16, true), smooth(300, 512, 2, 900, 6, 0)));
        all.add(one("grey 16 bit in strips, flat parts", grey(200, 160, 16, 12, false), clipped(200, 160)));
        all.add(one("grey 8 bit in strips", grey(150, 140, 8, 8, false), smooth(150, 140, 1, 100, 9, 128)));
        all.add(one("small grey", grey(40, 30, 16, 12, false), smooth(40, 30, 2, 500, 8, 1000)));
        all.add(one("one pixel", grey(1, 1, 16, 16, false), new byte[] {3, 4}));
        all.add(one("one row", grey(1, 100, 16, 12, false), smooth(1, 100, 2, 500, 8, 1000)));
        all.add(one("one column", grey(100, 1, 8, 8, false), smooth(100, 1, 1, 50, 3, 100)));
        all.add(one("one value", grey(64, 64, 16, 16, true), new byte[64 * 64 * 2]));
        all.add(one("few values, far apart", grey(128, 128, 16, 16, false), stairs(128, 128, 37)));
        all.add(one("dirty high bits", grey(50, 60, 16, 12, false), dirty(50, 60)));
        all.add(one("signed, high bits clear", grey(50, 60, 16, 12, true), masked(50, 60, 0x0fff)));
        all.add(one("drawn", new FrameFormat(60, 90, 1, 8, 8, 7, false, false, Photometric.PALETTE), drawing(60, 90, 1)));
        all.add(one("single bits", new FrameFormat(33, 21, 1, 1, 1, 0, false, false, Photometric.GREY), bits(33, 21)));
        all.add(one("colour by pixel", colour(40, 50, false), colours(40, 50)));
        all.add(one("colour by plane", colour(40, 50, true), smooth(120, 50, 1, 80, 4, 120)));
        all.add(one("luma and chroma", new FrameFormat(30, 40, 3, 8, 8, 7, false, false, Photometric.YBR_FULL), colours(30, 40)));
        all.add(one("halved chroma", new FrameFormat(30, 40, 3, 8, 8, 7, false, false, Photometric.YBR_422), smooth(60, 40, 1, 60, 3, 100)));
        all.add(one("colour 16 bit", new FrameFormat(20, 30, 3, 16, 12, 11, false, false, Photometric.RGB), smooth(60, 30, 2, 600, 3, 1000)));
        all.add(one("32 bit", grey(20, 30, 32, 32, false), smooth(40, 30, 2, 600, 3, 1000)));
        all.add(one("64 bit floats", grey(10, 12, 64, 64, false), floats(120)));
        all.add(one("noise", grey(30, 30, 8, 8, false), noise(900)));
        all.add(one("wrong length", grey(30, 30, 8, 8, false), smooth(31, 30, 1, 40, 2, 100)));
        all.add(one("empty", grey(0, 30, 8, 8, false), new byte[0]));
        all.add(one("odd word size", grey(16, 10, 12, 12, false), noise(240)));
        all.add(one("five samples", new FrameFormat(8, 8, 5, 8, 8, 7, false, false, Photometric.OTHER), noise(320)));
        all.add(one("nonsense bits", new FrameFormat(20, 20, 1, 16, 40, 3, true, false, Photometric.GREY), smooth(20, 20, 2, 500, 8, 1000)));
        all.add(new Sample("small frames", grey(24, 32, 16, 12, false), series(24, 32, 5)));
        all.add(new Sample("frames in strips", grey(150, 160, 16, 12, false), series(150, 160, 3)));
        all.add(new Sample("frames like the one before, two strips", grey(300, 512, 16, 10, false), series(300, 512, 3)));
        all.add(new Sample("colour frames", colour(20, 24, false), List.of(colours(20, 24), noise(20 * 24 * 3), colours(20, 24))));
        all.add(new Sample("a frame of another length between", grey(24, 32, 16, 12, false),
                List.of(smooth(24, 32, 2, 600, 4, 900), noise(77), smooth(24, 32, 2, 600, 4, 900))));
        all.add(new Sample("single bit frames", new FrameFormat(30, 30, 1, 1, 1, 0, false, false, Photometric.GREY),
                List.of(bits(30, 30), bits(30, 30))));
        return all;
    }

    private static Sample one(String name, FrameFormat format, byte[] frame) {
        return new Sample(name, format, List.of(frame));
    }

    static FrameFormat grey(int rows, int columns, int allocated, int stored, boolean signed) {
        return new FrameFormat(rows, columns, 1, allocated, stored, stored - 1, signed, false, Photometric.GREY);
    }

    private static FrameFormat colour(int rows, int columns, boolean planar) {
        return new FrameFormat(rows, columns, 3, 8, 8, 7, false, planar, Photometric.RGB);
    }

    /** Waves with noise, as a detector would see them. */
    static byte[] smooth(int rows, int columns, int bytes, int amplitude, int noise, int offset) {
        Random random = new Random(rows * 31L + columns);
        int[] values = new int[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) (offset + amplitude * StrictMath.sin(i % columns / 23.0) * StrictMath.cos(i / columns / 31.0) + noise * random.nextGaussian());
        }
        return words(values, bytes);
    }

    /** An anatomy on an empty background. */
    private static byte[] clipped(int rows, int columns) {
        Random random = new Random(7);
        int[] values = new int[rows * columns];
        for (int i = 0; i < values.length; i++) {
            double x = (i % columns - columns / 2.0) / columns;
            double y = (i / columns - rows / 2.0) / rows;
            values[i] = x * x + y * y < 0.1 ? (int) (1000 + 800 * x + 20 * random.nextGaussian()) : 0;
        }
        return words(values, 2);
    }

    private static byte[] stairs(int rows, int columns, int step) {
        Random random = new Random(8);
        int[] values = new int[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = step * (int) (40 + 30 * StrictMath.sin(i % columns / 19.0) + 2 * random.nextGaussian());
        }
        return words(values, 2);
    }

    private static byte[] dirty(int rows, int columns) {
        byte[] frame = masked(rows, columns, 0x0fff);
        for (int i = 1; i < frame.length; i += 2) {
            frame[i] |= (byte) (i / 2 % columns > columns / 3 && i / 2 / columns > rows / 2 ? 0x10 : 0);
        }
        return frame;
    }

    private static byte[] masked(int rows, int columns, int mask) {
        byte[] frame = smooth(rows, columns, 2, 700, 5, 0);
        for (int i = 0; i < frame.length; i += 2) {
            frame[i] &= (byte) mask;
            frame[i + 1] &= (byte) (mask >> 8);
        }
        return frame;
    }

    private static byte[] drawing(int rows, int columns, int seed) {
        Random random = new Random(seed);
        byte[] frame = new byte[rows * columns];
        for (int box = 0; box < 20; box++) {
            int left = random.nextInt(columns);
            int top = random.nextInt(rows);
            byte colour = (byte) random.nextInt(256);
            for (int y = top; y < Math.min(rows, top + 15); y++) {
                for (int x = left; x < Math.min(columns, left + 20); x++) {
                    frame[y * columns + x] = colour;
                }
            }
        }
        return frame;
    }

    private static byte[] bits(int rows, int columns) {
        byte[] frame = new byte[(rows * columns + 7) / 8];
        for (int i = 0; i < rows * columns; i++) {
            int x = i % columns - columns / 2;
            int y = i / columns - rows / 2;
            frame[i >> 3] |= (byte) ((x * x + y * y < 80 ? 1 : 0) << (i & 7));
        }
        frame[frame.length - 1] |= (byte) 0x80;
        return frame;
    }

    private static byte[] colours(int rows, int columns) {
        byte[] frame = new byte[rows * columns * 3];
        byte[] grey = smooth(rows, columns, 1, 90, 3, 120);
        for (int i = 0; i < grey.length; i++) {
            boolean coloured = i % columns > columns / 2;
            frame[3 * i] = (byte) (coloured ? grey[i] + 30 : grey[i]);
            frame[3 * i + 1] = grey[i];
            frame[3 * i + 2] = (byte) (coloured ? grey[i] / 2 : grey[i]);
        }
        return frame;
    }

    private static List<byte[]> series(int rows, int columns, int count) {
        List<byte[]> frames = new ArrayList<>();
        byte[] first = smooth(rows, columns, 2, 600, 4, 900);
        Random random = new Random(9);
        for (int k = 0; k < count; k++) {
            byte[] frame = first.clone();
            for (int i = 0; i < frame.length; i += 2) {
                frame[i] ^= (byte) random.nextInt(4);
            }
            frames.add(frame);
        }
        return frames;
    }

    private static byte[] floats(int count) {
        byte[] frame = new byte[8 * count];
        for (int i = 0; i < count; i++) {
            java.nio.ByteBuffer.wrap(frame, 8 * i, 8).order(java.nio.ByteOrder.LITTLE_ENDIAN).putDouble(Math.sqrt(i));
        }
        return frame;
    }

    static byte[] noise(int length) {
        byte[] frame = new byte[length];
        new Random(length).nextBytes(frame);
        return frame;
    }

    private static byte[] words(int[] values, int bytes) {
        byte[] frame = new byte[values.length * bytes];
        for (int i = 0; i < values.length; i++) {
            for (int b = 0; b < bytes; b++) {
                frame[i * bytes + b] = (byte) (values[i] >> 8 * b);
            }
        }
        return frame;
    }
}
