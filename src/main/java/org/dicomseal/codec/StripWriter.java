package org.dicomseal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The last pass over a strip: residuals and runs become bits, the first bit of a byte the lowest. */
final class StripWriter {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** No sample takes more bits than this, a run before it included. */
    private static final int WORST_BYTES = 12;

    /** For each bin its context's first symbol, shifted left by 5, or'ed with the low bits that go raw. */
    private final int[] contextOfBin;
    /** Codewords of all contexts, {@link Residuals#SYMBOLS} each. */
    private final int[] codewords;
    private final int[] runCodewords;

    StripWriter(int[] contextOfBin, int[] codewords, int[] runCodewords) {
        this.contextOfBin = contextOfBin;
        this.codewords = codewords;
        this.runCodewords = runCodewords;
    }

    /** Codes rows of a plane's residuals. */
    byte[] write(StripModel model, int[] residual, byte[] bins, int firstRow, int endRow, int width) {
        byte[] b = new byte[Math.max(256, (endRow - firstRow) * width) + WORST_BYTES * width + 8];
        long pending = 0;
        int count = 0;
        int run = 0;
        int at = 0;
        for (int y = firstRow; y < endRow; y++) {
            if (at > b.length - WORST_BYTES * width - 8) {
                b = Arrays.copyOf(b, 2 * b.length + WORST_BYTES * width);
            }
            int i = y * width;
            int end = i + width;
            boolean broken = false;
            while (i < end) {
                int bin = bins[i] & 0xff;
                if (bin == StripModel.IN_RUN || bin == StripModel.BREAKS_RUN && !broken) {
                    int length = model.runs[run++];
                    int symbol = length == StripModel.TO_END ? Residuals.TO_END : Residuals.run(length);
                    int code = runCodewords[symbol];
                    int raw = Residuals.runBits(symbol);
                    pending |= (long) (code >>> KeyedCode.LENGTH_BITS) << count;
                    count += code & KeyedCode.LENGTH_MASK;
                    pending |= (length & (1L << raw) - 1) << count;
                    count += raw;
                    if (count >= 32) {
                        INT.set(b, at, (int) pending);
                        at += 4;
                        pending >>>= 32;
                        count -= 32;
                    }
                    if (length == StripModel.TO_END) {
                        break;
                    }
                    i += length;
                    broken = true;
                    continue;
                }
                broken = false;
                int context = contextOfBin[bin];
                int low = context & 31;
                int r = residual[i];
                int q = r >> low;
                int folded = q << 1 ^ q >> 31;
                if (folded < Residuals.DIRECT) {
                    int code = codewords[(context >>> 5) + folded];
                    int length = code & KeyedCode.LENGTH_MASK;
                    pending |= (code >>> KeyedCode.LENGTH_BITS | (long) (r & (1 << low) - 1) << length) << count;
                    count += length + low;
                } else {
                    int symbol = Residuals.escape(folded);
                    int code = codewords[(context >>> 5) + symbol];
                    pending |= (long) (code >>> KeyedCode.LENGTH_BITS) << count;
                    count += code & KeyedCode.LENGTH_MASK;
                    if (count >= 32) {
                        INT.set(b, at, (int) pending);
                        at += 4;
                        pending >>>= 32;
                        count -= 32;
                    }
                    int bits = Residuals.escapeBits(symbol);
                    pending |= (Residuals.escapeRest(folded) & (1L << bits) - 1 | (long) (r & (1 << low) - 1) << bits) << count;
                    count += bits + low;
                }
                if (count >= 32) {
                    INT.set(b, at, (int) pending);
                    at += 4;
                    pending >>>= 32;
                    count -= 32;
                }
                i++;
            }
        }
        LONG.set(b, at, pending);
        return Arrays.copyOf(b, at + (count + 7 >>> 3));
    }
}
