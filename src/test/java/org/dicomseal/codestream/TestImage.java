package org.dicomseal.codestream;

/**
 * The image that all embedded codestreams hold: odd in size, with a flat corner for run modes, noise, and the range's ends.
 * The codestreams in src/test/resources/codestream were made from it; see the README there.
 */
final class TestImage {

    static final int COLUMNS = 61;
    static final int ROWS = 47;

    private TestImage() {
    }

    /** A sample of {@code bits} bits. */
    static int sample(int x, int y, int component, int bits) {
        int max = (1 << bits) - 1;
        if (x < 20 && y < 15) {
            return Math.min(max, 3 * (component + 1));
        }
        if ((x + 7 * y) % 53 == 0) {
            return max;
        }
        if ((5 * x + y) % 61 == 0) {
            return 0;
        }
        long hash = (x * 374761393L + y * 668265263L + component * 1442695041L) * 2654435761L;
        int noise = (int) (hash >>> 29) & (1 << Math.max(1, bits - 4)) - 1;
        long slope = (long) max * (x * (5 + component) + y * (3 + 2 * component));
        int base = (int) (slope / (COLUMNS * (5 + component) + ROWS * (3 + 2 * component)));
        return Math.min(max, base * 3 / 4 + noise);
    }

    /** The format of the image in 8 or 16 allocated bits. */
    static EncodedFormat format(int components, int bits, boolean signed) {
        return new EncodedFormat(ROWS, COLUMNS, components, bits <= 8 ? 8 : 16, bits, bits - 1, signed, 0,
                components == 3 ? "RGB" : "MONOCHROME2");
    }

    /** The native frame of a format: pixel by pixel, or plane by plane. */
    static byte[] frame(EncodedFormat format) {
        return frame(format, 0);
    }

    /** The same with the lowest bits gone, as a point transform leaves it. */
    static byte[] frame(EncodedFormat format, int lostBits) {
        int bytes = format.bitsAllocated() / 8;
        byte[] frame = new byte[(int) format.frameLength()];
        for (int y = 0; y < format.rows(); y++) {
            for (int x = 0; x < format.columns(); x++) {
                for (int c = 0; c < format.samplesPerPixel(); c++) {
                    int value = sample(x, y, c, format.bitsStored()) >> lostBits << lostBits;
                    if (format.signed()) {
                        value = value << 32 - format.bitsStored() >> 32 - format.bitsStored();
                    }
                    int pixel = y * format.columns() + x;
                    int at = format.planarConfiguration() == 1
                            ? (c * format.rows() * format.columns() + pixel) * bytes
                            : (pixel * format.samplesPerPixel() + c) * bytes;
                    for (int b = 0; b < bytes; b++) {
                        frame[at + b] = (byte) (value >> 8 * b);
                    }
                }
            }
        }
        return frame;
    }
}
