package org.dicomseal.codec;

import java.io.ByteArrayOutputStream;

/**
 * The writing half of the range coder: an interval of up to 2^48, cut in proportion to the probabilities; a byte leaves when 8
 * leading bits are settled, but for a carry that may still come.
 */
final class RangeEncoder extends BinaryCoder {

    static final long TOP = 1L << 48;
    static final long BOTTOM = 1L << 40;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long low;
    private long range = TOP - 1;
    private int held = -1;
    private long carriers;

    @Override
    int coded(int bit, int probability) {
        long ones = (range >>> PRECISION) * probability;
        if (bit != 0) {
            range = ones;
        } else {
            low += ones;
            range -= ones;
        }
        while (range < BOTTOM) {
            shift();
            range <<= 8;
        }
        return bit;
    }

    /** Bytes that are certain to come, so far. */
    int length() {
        return out.size() + (int) carriers + 6;
    }

    /** Where the code stands, to go back to with {@link #undo}. */
    Mark mark() {
        return new Mark(out.size(), low, range, held, carriers);
    }

    /** Takes back all that was coded since a mark. */
    void undo(Mark mark) {
        byte[] kept = out.toByteArray();
        out.reset();
        out.write(kept, 0, mark.size);
        low = mark.low;
        range = mark.range;
        held = mark.held;
        carriers = mark.carriers;
    }

    /** A state of the code. */
    record Mark(int size, long low, long range, int held, long carriers) {
    }

    /** Ends the code: the shortest byte string all of whose continuations, zeros too, decode alike. */
    byte[] finish() {
        long end = low + range - 1;
        for (int zeros = 40; zeros >= 0; zeros -= 8) {
            long rounded = end >>> zeros << zeros;
            if (rounded >= low) {
                low = rounded;
                break;
            }
        }
        for (int i = 0; i < 7; i++) {
            shift();
        }
        byte[] bytes = out.toByteArray();
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return java.util.Arrays.copyOf(bytes, length);
    }

    /** Moves the leading byte out; a run of 255 waits, since a carry would turn all of it over. */
    private void shift() {
        int carry = (int) (low >>> 48);
        int lead = (int) (low >>> 40) & 0xff;
        if (lead != 0xff || carry != 0) {
            if (held >= 0) {
                out.write(held + carry);
            }
            for (; carriers > 0; carriers--) {
                out.write(0xff + carry);
            }
            held = lead;
        } else {
            carriers++;
        }
        low = (low & BOTTOM - 1) << 8;
    }
}
