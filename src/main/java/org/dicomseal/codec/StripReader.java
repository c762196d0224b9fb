package org.dicomseal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Gives back a strip's samples from its bits. Whole numbers only; each row is checked before the next is predicted from it. */
final class StripReader {

    /** Bytes after the strip's last that may be read, though never counted. */
    static final int PADDING = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bits at hand that surely hold a codeword and a sample's low bits, or a run. */
    private static final int ENOUGH = HuffmanLengths.LIMIT + 15;
    /** Bits at hand that surely hold what follows an escape symbol. */
    private static final int ENOUGH_FOR_ESCAPE = 17 + HuffmanTables.MAX_LOW_BITS;
    private static final int MASK = (1 << HuffmanLengths.LIMIT) - 1;

    private final byte[] in;
    private final int end;
    private int position;
    private long bits;
    private int count;

    private final short[] table;
    private final int runTable;
    private final int[] contextOfActivity;
    private final int contextAfterRun;

    /**
     * @param in                coded bytes, with {@link #PADDING} bytes to read after the last strip
     * @param from              the strip's first byte
     * @param length            its bytes
     * @param table             decoding tables of all contexts, then the one of runs
     * @param contextOfActivity for each activity, shifted, where its context's table begins, shifted left by 5, or'ed with the low bits
     *                          that are raw
     * @param contextAfterRun   the same for a sample that ends a run
     */
    StripReader(byte[] in, int from, int length, short[] table, int runTable, int[] contextOfActivity, int contextAfterRun) {
        this.in = in;
        this.position = from;
        this.end = from + length;
        this.table = table;
        this.runTable = runTable;
        this.contextOfActivity = contextOfActivity;
        this.contextAfterRun = contextAfterRun;
    }

    /** Fills rows of a plane. */
    void read(Plane plane, TexturePredictor predictor, ReferenceRows reference, int shift, int first, int firstRow, int endRow)
            throws CodecException {
        int width = plane.width();
        RowWindow window = new RowWindow(width);
        TexturePredictor.Partial partial = new TexturePredictor.Partial(width);
        window.start(first);
        for (int y = firstRow; y < endRow; y++) {
            boolean firstOfStrip = y == firstRow;
            window.openRow();
            window.look();
            predictor.fromAbove(window, reference, y, firstOfStrip, partial);
            int outside = row(window, partial, shift, plane.max());
            if (outside < 0) {
                throw new CodecException("a sample outside its range in row " + y);
            }
            if (8L * position - count > 8L * end) {
                throw new CodecException("a strip ends too early, in row " + y);
            }
            window.completeRow();
            store(window.row, plane.samples(), y * width, width);
            window.closeRow(firstOfStrip);
        }
        if (8L * position - count <= 8L * (end - 1)) {
            throw new CodecException("a strip has bytes left over");
        }
    }

    private static void store(int[] row, char[] samples, int to, int width) {
        for (int x = 0; x < width; x++) {
            samples[to + x] = (char) row[x + RowWindow.MARGIN];
        }
    }

    /** Decodes the row at work. Returns a negative number if a sample is out of range. */
    private int row(RowWindow window, TexturePredictor.Partial partial, int shift, int max) throws CodecException {
        int[] row = window.row;
        long[] sums = partial.sum;
        long[] near = partial.near;
        long[] far = partial.far;
        int[] above = window.up1;
        int[] flat = window.flat;
        int[] activity = window.activity;
        int[] error = window.error1;
        int[] contexts = contextOfActivity;
        short[] codes = table;
        byte[] b = in;
        int last = end + PADDING - 8;
        long pending = bits;
        int n = count;
        int at = position;
        int w = row[3];
        int ww = row[2];
        int outside = 0;
        int stop = RowWindow.MARGIN + window.width;
        for (int i = RowWindow.MARGIN; i < stop; i++) {
            int context = contexts[Math.min(activity[i] >> shift, ActivityScale.TABLE - 1)];
            if (n < ENOUGH) {
                if (at > last) {
                    throw new CodecException("a strip ends too early");
                }
                pending |= (long) LONG.get(b, at) << n;
                at += 63 - n >>> 3;
                n |= 56;
            }
            if (flat[i] == 0 && w == above[i]) {
                int entry = codes[runTable + ((int) pending & MASK)];
                int length = entry & KeyedCode.LENGTH_MASK;
                pending >>>= length;
                n -= length;
                int run = entry >>> KeyedCode.LENGTH_BITS;
                if (run >= Residuals.DIRECT_RUNS) {
                    if (run == Residuals.TO_END) {
                        run = stop - i;
                    } else {
                        int raw = Residuals.runBits(run);
                        run = Residuals.unrun(run, raw, (int) pending & (1 << raw) - 1);
                        pending >>>= raw;
                        n -= raw;
                    }
                }
                if (run > stop - i) {
                    throw new CodecException("a run past the end of its row");
                }
                if (run > 0) {
                    for (int end = i + run; i < end; i++) {
                        row[i] = w;
                        error[i] = 0;
                    }
                    ww = row[i - 2];
                    if (i >= stop) {
                        break;
                    }
                }
                context = contextAfterRun;
                if (n < ENOUGH) {
                    if (at > last) {
                        throw new CodecException("a strip ends too early");
                    }
                    pending |= (long) LONG.get(b, at) << n;
                    at += 63 - n >>> 3;
                    n |= 56;
                }
            }
            int low = context & 31;
            int entry = codes[(context >>> 5) + ((int) pending & MASK)];
            int length = entry & KeyedCode.LENGTH_MASK;
            int folded = entry >>> KeyedCode.LENGTH_BITS;
            int x = i - RowWindow.MARGIN;
            long sum = sums[x] + (((long) row[i - 3] << 32) + row[i - 4]) * far[x] + (((long) w << 32) + ww) * near[x];
            if (folded >= Residuals.DIRECT) {
                pending >>>= length;
                n -= length;
                if (n < ENOUGH_FOR_ESCAPE) {
                    if (at > last) {
                        throw new CodecException("a strip ends too early");
                    }
                    pending |= (long) LONG.get(b, at) << n;
                    at += 63 - n >>> 3;
                    n |= 56;
                }
                length = Residuals.escapeBits(folded);
                folded = Residuals.unescape(folded, length, (int) pending & (1 << length) - 1);
            }
            int residual = (folded >>> 1 ^ -(folded & 1)) << low | (int) (pending >>> length) & (1 << low) - 1;
            pending >>>= length + low;
            n -= length + low;
            int value = Math.min(Math.max((int) (sum >> 32 + TexturePredictor.FRACTION), 0), max) + residual;
            row[i] = value;
            error[i] = Math.abs(residual);
            outside |= value | max - value;
            ww = w;
            w = value;
        }
        bits = pending;
        count = n;
        position = at;
        return outside;
    }
}
