package org.dicomseal.watermark;

import java.util.Arrays;

/** Bits in the order in which they are written or read. */
final class BitQueue {

    private boolean[] bits = new boolean[2048];
    private int length;

    void add(boolean bit) {
        if (length == bits.length) {
            bits = Arrays.copyOf(bits, 2 * length);
        }
        bits[length++] = bit;
    }

    /** Adds the low {@code count} bits of a value, the most significant first. */
    void add(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            add((value >>> i & 1) != 0);
        }
    }

    void add(byte[] bytes) {
        for (byte value : bytes) {
            add(value, 8);
        }
    }

    boolean get(int index) {
        return bits[index];
    }

    int length() {
        return length;
    }

    /** {@code count} bits from {@code from} on as a number, the most significant first. */
    int number(int from, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | (bits[from + i] ? 1 : 0);
        }
        return value;
    }

    byte[] bytes(int from, int count) {
        byte[] all = new byte[count];
        for (int i = 0; i < count; i++) {
            all[i] = (byte) number(from + 8 * i, 8);
        }
        return all;
    }

    /** The first {@code count} of these bits, exclusive or with a key stream from {@code from} bits on. */
    BitQueue masked(int count, byte[] stream, int from) {
        BitQueue masked = new BitQueue();
        for (int i = 0; i < count; i++) {
            int at = from + i;
            masked.add(bits[i] ^ (stream[at >>> 3] >>> (7 - (at & 7)) & 1) != 0);
        }
        return masked;
    }
}
