package org.dicomseal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Gives back a strip's samples from its bits. Whole numbers only; each row is checked before the next is predicted from it.
 *
 * <p>Nearly all samples go through {@link #quickly}, which is kept so small that all it works with fits the processor's registers: it
 * knows no runs, no escapes and no errors, and stops before a sample that needs one of them. That one goes through {@link #carefully}.
 */
final class StripReader {

    /** Bytes after the strip's last that may be read, though never counted. */
    static final int PADDING = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MARGIN = RowWindow.MARGIN;
    private static final int SYMBOL_MASK = (1 << HuffmanLengths.LIMIT) - 1;
    /** A residual without an escape takes no more bits. */
    private static final int MOST_BITS = HuffmanLengths.LIMIT + HuffmanTables.MAX_LOW_BITS;
    private static final int QUICK_MASK = (1 << DecodingTables.QUICK_BITS) - 1;

    private final byte[] in;
    private final int end;
    private final DecodingTables tables;
    /** The next bit, counted from the array's first. */
    private long position;

    /** Where a run may begin: the sample above; elsewhere -1, which no sample equals. */
    private int[] runStart;
    /** For each sample of the row at work where its context's part of the quick table begins. */
    private int[] context;
    /** What the rows above say about each sample of the row at work. */
    private long[] sums;
    private long[] coefficients;

    /**
     * @param in     coded bytes, with {@link #PADDING} bytes to read after the last strip
     * @param from   the strip's first byte
     * @param length its bytes
     */
    StripReader(byte[] in, int from, int length, DecodingTables tables) {
        this.in = in;
        this.position = 8L * from;
        this.end = from + length;
        this.tables = tables;
    }

    /** Fills rows of a plane. The reference is null unless the predictor compares. */
    void read(Plane plane, TexturePredictor predictor, ReferenceRows reference, int first, int firstRow, int endRow) throws CodecException {
        int width = plane.width();
        RowWindow window = new RowWindow(width);
        sums = new long[width];
        runStart = new int[MARGIN + width];
        context = new int[MARGIN + width];
        coefficients = predictor.paired;
        window.start(first);
        for (int y = firstRow; y < endRow; y++) {
            boolean firstOfStrip = y == firstRow;
            window.openRow();
            window.look();
            predictor.fromAbove(window, reference, y, firstOfStrip, sums);
            runStarts(window.flat, window.up1, MARGIN + width, runStart);
            contexts(window.activity, tables.shift, tables.contextOfActivity, MARGIN + width, context);
            row(window, plane.max());
            if (position > 8L * end) {
                throw new CodecException("a strip ends too early, in row " + y);
            }
            if (outside(window.row, plane.max(), MARGIN + width) < 0) {
                throw new CodecException("a sample outside its range in row " + y);
            }
            absolute(window.error1, MARGIN + width);
            window.completePairedRow();
            store(window.row, plane.samples(), y * width, width);
            window.closeRow(firstOfStrip);
        }
        if (position <= 8L * (end - 1)) {
            throw new CodecException("a strip has bytes left over");
        }
    }

    private static void runStarts(int[] flat, int[] above, int end, int[] to) {
        for (int i = MARGIN; i < end; i++) {
            to[i] = above[i] | -flat[i] >> 31;
        }
    }

    private static void contexts(int[] activity, int shift, int[] contextOfActivity, int end, int[] to) {
        for (int i = MARGIN; i < end; i++) {
            to[i] = contextOfActivity[Math.min(activity[i] >> shift, ActivityScale.TABLE - 1)];
        }
    }

    /** Negative if a sample is negative or above the maximum. */
    private static int outside(int[] row, int max, int end) {
        int outside = 0;
        for (int i = MARGIN; i < end; i++) {
            outside |= row[i] | max - row[i];
        }
        return outside;
    }

    private static void absolute(int[] errors, int end) {
        for (int i = MARGIN; i < end; i++) {
            errors[i] = Math.abs(errors[i]);
        }
    }

    private static void store(int[] row, char[] samples, int to, int width) {
        for (int x = 0; x < width; x++) {
            samples[to + x] = (char) row[x + MARGIN];
        }
    }

    /** Decodes the row at work: samples, residuals in the place of their absolute values, and pairs of samples. */
    private void row(RowWindow window, int max) throws CodecException {
        int stop = MARGIN + window.width;
        int i = MARGIN;
        while (i < stop) {
            long sure = (8L * lastLong() - position) / MOST_BITS;
            int quickStop = (int) Math.min(stop, i + Math.max(0, sure));
            if (i < quickStop) {
                i = quickly(window.row, window.pairs0, window.error1, window.texture, i, quickStop, max);
            }
            if (i < stop) {
                i = carefully(window, i, max);
            }
        }
    }

    /** The last byte from which eight can be read. */
    private int lastLong() {
        return end + PADDING - Long.BYTES;
    }

    /**
     * Decodes samples up to the first that begins with a run or an escape.
     *
     * <p>Two chains of dependencies run side by side here, from sample to sample and from codeword to codeword, and their lengths are what
     * decoding costs. So the next bits are fetched before it is known how many of them this codeword takes, and the left neighbour, known
     * last, is multiplied apart from the others: only the upper half of the sum depends on it.
     *
     * @param stop such that the bits up to there can be read, however long the codewords
     * @return the first sample that was not decoded
     */
    private int quickly(int[] row, long[] pairs, int[] error, int[] texture, int from, int stop, int max) {
        byte[] b = in;
        long[] above = sums;
        long[] c = coefficients;
        short[] quick = tables.quick;
        int[] contexts = context;
        int[] runs = runStart;
        int[] lowBits = tables.lowBits;
        int origin = (int) (position >>> 3);
        int at = (int) position & 7;
        int fetchedAt = 0;
        long fetched = (long) LONG.get(b, origin);
        int left = row[from - 1];
        int left2 = row[from - 2];
        int i = from;
        for (; i < stop; i++) {
            int entry = quick[contexts[i] | (int) (fetched >>> at - fetchedAt) & QUICK_MASK];
            int length = entry & DecodingTables.LENGTH_MASK;
            int residual = entry >> DecodingTables.LENGTH_BITS;
            if (left == runs[i] || entry == 0) {
                break;
            }
            if (length == 0) {
                length = residual & DecodingTables.LENGTH_MASK;
                int low = lowBits[contexts[i] >>> DecodingTables.QUICK_BITS];
                residual = residual >> DecodingTables.LENGTH_BITS << low | (int) (fetched >>> at - fetchedAt + length) & (1 << low) - 1;
                length += low;
            }
            fetchedAt = at & -8;
            fetched = (long) LONG.get(b, origin + (at >>> 3));
            at += length;
            int k = texture[i];
            long others = above[i - MARGIN] + pairs[i - 4] * c[k + TexturePredictor.FAR] + left2 * c[k + TexturePredictor.NEAR];
            int sum = (int) (others >>> 32) + left * (int) c[k + TexturePredictor.NEAR];
            left2 = left;
            left = Math.min(Math.max(sum >> TexturePredictor.FRACTION, 0), max) + residual;
            row[i] = left;
            error[i] = residual;
            pairs[i - 1] = left2 | (long) left << 32;
        }
        position = 8L * origin + at;
        return i;
    }

    /** Decodes a sample or a run, with the sample that ends it. Returns the first sample that was not decoded. */
    private int carefully(RowWindow window, int from, int max) throws CodecException {
        int i = from;
        int c = context[i] >>> DecodingTables.QUICK_BITS;
        if (window.row[i - 1] == runStart[i]) {
            i = run(window, i);
            if (i == MARGIN + window.width) {
                return i;
            }
            c = HuffmanTables.AFTER_RUN;
        }
        int residual = residual(c);
        int k = window.texture[i];
        long sum = sums[i - MARGIN] + window.pairs0[i - 4] * coefficients[k + TexturePredictor.FAR]
                + window.pairs0[i - 2] * coefficients[k + TexturePredictor.NEAR];
        int prediction = (int) (sum >> 32 + TexturePredictor.FRACTION);
        put(window, i, Math.min(Math.max(prediction, 0), max) + residual, residual);
        return i + 1;
    }

    private static void put(RowWindow window, int i, int sample, int residual) {
        window.row[i] = sample;
        window.error1[i] = residual;
        window.pairs0[i - 1] = window.row[i - 1] | (long) sample << 32;
    }

    /** Decodes a run, maybe of no sample. Returns where it ends. */
    private int run(RowWindow window, int from) throws CodecException {
        int left = MARGIN + window.width - from;
        long bits = bits();
        int entry = tables.runs[(int) bits & SYMBOL_MASK];
        int length = entry & KeyedCode.LENGTH_MASK;
        int run = entry >>> KeyedCode.LENGTH_BITS;
        if (run == Residuals.TO_END) {
            run = left;
        } else if (run >= Residuals.DIRECT_RUNS) {
            int raw = Residuals.runBits(run);
            run = Residuals.unrun(run, raw, (int) (bits >>> length) & (1 << raw) - 1);
            length += raw;
        }
        position += length;
        if (run > left) {
            throw new CodecException("a run past the end of its row");
        }
        int value = window.row[from - 1];
        for (int i = from; i < from + run; i++) {
            put(window, i, value, 0);
        }
        return from + run;
    }

    private int residual(int c) throws CodecException {
        long bits = bits();
        int entry = tables.symbols[c][(int) bits & SYMBOL_MASK];
        int length = entry & KeyedCode.LENGTH_MASK;
        int folded = entry >>> KeyedCode.LENGTH_BITS;
        if (folded >= Residuals.DIRECT) {
            int raw = Residuals.escapeBits(folded);
            folded = Residuals.unescape(folded, raw, (int) (bits >>> length) & (1 << raw) - 1);
            length += raw;
        }
        int low = tables.lowBits[c];
        position += length + low;
        return Residuals.unfold(folded) << low | (int) (bits >>> length) & (1 << low) - 1;
    }

    /** The next bits, at least 57: more than a codeword and all that can follow it take. */
    private long bits() throws CodecException {
        int at = (int) (position >>> 3);
        if (at > lastLong()) {
            throw new CodecException("a strip ends too early");
        }
        return (long) LONG.get(in, at) >>> (position & 7);
    }
}
