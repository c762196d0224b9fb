package org.dicomseal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The last pass over a strip: residuals and runs become bits, the first bit of a byte the lowest. */
final class StripWriter {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** No sample takes more bits than this, a run before it included. */
    private static final int WORST_BYTES = 12;

    private final ResidualCodes codes;
    private final int[] runCodewords;

    StripWriter(ResidualCodes codes, int[] runCodewords) {
        this.codes = codes;
        this.runCodewords = runCodewords;
    }

    /**
     * Codes rows of a plane's residuals. Each step adds the bits of two samples, of one, or of a run, to less than a byte that is pending,
     * and stores all of them: what is no whole byte yet is stored again.
     */
    byte[] write(StripModel model, int[] residual, byte[] bins, int firstRow, int endRow, int width) {
        int[] near = codes.near;
        int[] places = codes.placeOfBin;
        byte[] b = Scratch.own().output(Math.max(256, (endRow - firstRow) * width) + WORST_BYTES * width + 8);
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
                for (; i < end - 1; i += 2) {
                    int r1 = residual[i] + ResidualCodes.REACH;
                    int r2 = residual[i + 1] + ResidualCodes.REACH;
                    if ((r1 | r2) >>> ResidualCodes.WIDTH_BITS != 0) {
                        break;
                    }
                    int one = near[places[bins[i] & 0xff] + r1];
                    int two = near[places[bins[i + 1] & 0xff] + r2];
                    if (one == 0 || two == 0) {
                        break;
                    }
                    int length = one & ResidualCodes.LENGTH_MASK;
                    pending |= (one >>> ResidualCodes.LENGTH_BITS | (long) (two >>> ResidualCodes.LENGTH_BITS) << length) << count;
                    count += length + (two & ResidualCodes.LENGTH_MASK);
                    LONG.set(b, at, pending);
                    at += count >>> 3;
                    pending >>>= count & -8;
                    count &= 7;
                }
                if (i == end) {
                    break;
                }
                int bin = bins[i] & 0xff;
                if (bin == StripModel.IN_RUN || bin == StripModel.BREAKS_RUN && !broken) {
                    int length = model.runs[run++];
                    int symbol = length == StripModel.TO_END ? Residuals.TO_END : Residuals.run(length);
                    int code = runCodewords[symbol];
                    pending |= (long) (code >>> KeyedCode.LENGTH_BITS) << count;
                    count += code & KeyedCode.LENGTH_MASK;
                    int raw = Residuals.runBits(symbol);
                    pending |= (length & (1L << raw) - 1) << count;
                    count += raw;
                    broken = true;
                    i = length == StripModel.TO_END ? end : i + length;
                } else {
                    long code = codes.code(residual[i], bin);
                    pending |= code >>> 6 << count;
                    count += (int) code & 63;
                    broken = false;
                    i++;
                }
                LONG.set(b, at, pending);
                at += count >>> 3;
                pending >>>= count & -8;
                count &= 7;
            }
        }
        LONG.set(b, at, pending);
        return Arrays.copyOf(b, at + (count + 7 >>> 3));
    }
}
