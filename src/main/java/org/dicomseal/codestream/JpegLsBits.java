package org.dicomseal.codestream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a JPEG-LS scan (ITU-T T.87 A.1): most significant first; after a byte FF only seven bits follow in the next one;
 * FF and a byte of 80 or more is a marker and ends the bits.
 */
final class JpegLsBits {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] data;
    /** Next byte to take in. */
    private int position;
    /** Where the next FF is, or the data's end: before it bytes can be taken eight at a time. */
    private int nextFf;
    /** Bits taken in and not used, from the top. */
    private long cache;
    private int valid;

    JpegLsBits(byte[] data, int start) {
        this.data = data;
        restart(start);
    }

    /** Goes on with fresh bits from a byte offset. */
    void restart(int start) {
        position = start;
        cache = 0;
        valid = 0;
        nextFf = findFf(start);
    }

    private int findFf(int from) {
        int at = from;
        while (at < data.length && data[at] != (byte) 0xFF) {
            at++;
        }
        return at;
    }

    private void fill() {
        if (position + 8 <= nextFf) {
            cache |= (long) LONG.get(data, position) >>> valid;
            int bytes = (63 - valid) >> 3;
            position += bytes;
            valid += bytes << 3;
            return;
        }
        // A bit of a byte that is only half in the cache may be there already; taking it in again changes nothing.
        while (valid <= 56 && position < data.length) {
            int value = data[position] & 0xFF;
            if (value == 0xFF && (position + 1 >= data.length || data[position + 1] < 0)) {
                return;
            }
            cache |= (long) value << (56 - valid);
            valid += 8;
            position++;
            if (value == 0xFF) {
                // The next byte's top bit is a stuffed 0 and falls onto this byte's last bit.
                valid--;
                nextFf = findFf(position);
            }
        }
    }

    /** The number of zeros before the next one bit, which is used up too; at most {@code limit}. */
    int zeros(int limit) throws CodestreamException {
        int zeros = 0;
        while (true) {
            if (valid < 32) {
                fill();
            }
            int run = Long.numberOfLeadingZeros(cache);
            if (run < valid) {
                zeros += run;
                skip(run + 1);
                if (zeros > limit) {
                    throw CodestreamException.at(position, "a JPEG-LS code is longer than its limit");
                }
                return zeros;
            }
            if (valid == 0) {
                throw ended();
            }
            zeros += valid;
            skip(valid);
            if (zeros > limit) {
                throw CodestreamException.at(position, "a JPEG-LS code is longer than its limit");
            }
        }
    }

    /** The next bits as a number; {@code count} is 0 to 25. */
    int bits(int count) throws CodestreamException {
        if (valid < count) {
            fill();
            if (valid < count) {
                throw ended();
            }
        }
        int value = (int) (cache >>> 1 >>> (63 - count));
        skip(count);
        return value;
    }

    private void skip(int count) {
        // Two shifts, as a shift by 64 would do nothing.
        cache = cache << (count >> 1) << (count - (count >> 1));
        valid -= count;
    }

    private CodestreamException ended() {
        return CodestreamException.at(position, "the JPEG-LS scan's bits end early");
    }

    /** Ends the scan and gives the offset of the marker after it, or of the data's end. Only zero bits of padding may be left. */
    int end() throws CodestreamException {
        fill();
        boolean atMarker = position >= data.length || data[position] == (byte) 0xFF
                && (position + 1 >= data.length || data[position + 1] < 0);
        if (!atMarker || valid >= 16 || cache >>> 1 >>> (63 - valid) != 0) {
            throw CodestreamException.at(position, "the JPEG-LS scan has bits left over after its last sample");
        }
        return position;
    }
}
