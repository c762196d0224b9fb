package org.dicomseal.codestream;

/** Puts decoded rows of samples into a native little-endian frame, in the data set's planar configuration. */
final class NativeRows {

    private final EncodedFormat format;
    private final byte[] bytes;
    private final int sampleBytes;
    private final int signShift;
    private final int mask;

    /**
     * @param precision bits a sample has in the codestream; signed samples are sign-extended from there
     */
    NativeRows(EncodedFormat format, int precision) throws CodestreamException {
        if (format.bitsAllocated() != 8 && format.bitsAllocated() != 16 && format.bitsAllocated() != 32) {
            throw new CodestreamException("Bits Allocated " + format.bitsAllocated() + " isn't decoded, only 8, 16 and 32");
        }
        if (precision > format.bitsAllocated()) {
            throw new CodestreamException("the codestream's samples have " + precision + " bits, the data set allocates only "
                    + format.bitsAllocated());
        }
        this.format = format;
        this.bytes = new byte[format.boundedFrameLength()];
        this.sampleBytes = format.bitsAllocated() / 8;
        this.signShift = format.signed() ? 32 - precision : 0;
        this.mask = format.signed() ? -1 : (int) ((1L << precision) - 1);
    }

    /** Puts a whole row of one component, found from {@code line[from]} on. */
    void put(int component, int row, int[] line, int from) {
        put(component, row, 0, line, from, format.columns());
    }

    /** Puts {@code count} samples of one component into a row from a column on, found from {@code line[from]} on. */
    void put(int component, int row, int column, int[] line, int from, int count) {
        int columns = format.columns();
        boolean planes = format.planarConfiguration() == 1;
        int step = planes ? sampleBytes : sampleBytes * format.samplesPerPixel();
        int first = planes
                ? ((component * format.rows() + row) * columns + column) * sampleBytes
                : (row * columns + column) * step + component * sampleBytes;
        switch (sampleBytes) {
            case 1 -> putBytes(line, from, count, first, step);
            case 2 -> putShorts(line, from, count, first, step);
            default -> putInts(line, from, count, first, step);
        }
    }

    private void putBytes(int[] line, int from, int count, int first, int step) {
        for (int i = 0, at = first; i < count; i++, at += step) {
            bytes[at] = (byte) (line[from + i] << signShift >> signShift & mask);
        }
    }

    private void putShorts(int[] line, int from, int count, int first, int step) {
        for (int i = 0, at = first; i < count; i++, at += step) {
            int value = line[from + i] << signShift >> signShift & mask;
            bytes[at] = (byte) value;
            bytes[at + 1] = (byte) (value >> 8);
        }
    }

    private void putInts(int[] line, int from, int count, int first, int step) {
        for (int i = 0, at = first; i < count; i++, at += step) {
            int value = line[from + i] << signShift >> signShift & mask;
            bytes[at] = (byte) value;
            bytes[at + 1] = (byte) (value >> 8);
            bytes[at + 2] = (byte) (value >> 16);
            bytes[at + 3] = (byte) (value >> 24);
        }
    }

    /** The frame itself, not a copy. */
    byte[] bytes() {
        return bytes;
    }
}
