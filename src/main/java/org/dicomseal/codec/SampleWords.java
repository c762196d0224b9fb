package org.dicomseal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;

/**
 * How a sample lies in its word. The sample proper is bits low to high, and its order as an amount begins at 0 (a signed one's sign
 * bit is turned). What is above and below it should be zero, or copies of the sign; anything else is kept apart as a plane of its
 * own, so dirty bits come back too.
 *
 * @param bytes  bytes a word, 1 or 2
 * @param low    the sample's lowest bit
 * @param mask   the sample's bits, moved to 0
 * @param sign   the sign bit of those, 0 if unsigned
 */
record SampleWords(int bytes, int low, int mask, int sign) {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** Samples that are written at once. */
    private static final int PIECE = 4096;
    private static final int FOLLOWS_ZERO = 1;
    private static final int FOLLOWS_SIGN = 2;

    /** What the rest of every word is. */
    enum Rest { ZERO, SIGN, MIXED }

    static SampleWords of(FrameFormat format) {
        int allocated = format.bitsAllocated();
        int low = format.highBit() + 1 - format.bitsStored();
        boolean sane = low >= 0 && format.highBit() < allocated && format.bitsStored() > 0;
        int bits = sane ? format.bitsStored() : allocated;
        int mask = (1 << bits) - 1;
        return new SampleWords(allocated / 8, sane ? low : 0, mask, format.signed() ? 1 << bits - 1 : 0);
    }

    int max() {
        return mask;
    }

    /** The greatest rest that a word can have. */
    int greatestRest() {
        return rest((1 << 8 * bytes) - 1);
    }

    /** The rest of a word whose sample is this, if that follows a rule. */
    private int restOf(int sample, Rest rule) {
        boolean negative = rule == Rest.SIGN && (sample & sign) == 0;
        int above = (1 << 8 * bytes) - 1 & ~(mask << low) & -(1 << low);
        return negative ? above : 0;
    }

    /** The word without its sample. */
    private int rest(int word) {
        return word & ~(mask << low);
    }

    /** Which rules the rests of some words follow: 1 for zero, 2 for signs, 3 for both. */
    int rules(byte[] frame, int from, int stride, int first, int end) {
        if (mask == (1 << 8 * bytes) - 1) {
            return FOLLOWS_ZERO | FOLLOWS_SIGN;
        }
        // as many words at once as a long holds
        int longs = stride == bytes ? (end - first) / (Long.BYTES / bytes) : 0;
        int rules = longs == 0 ? FOLLOWS_ZERO | FOLLOWS_SIGN
                : rulesOfLongs(frame, from + first * stride, longs, bytes == 1 ? 0x0101_0101_0101_0101L : 0x0001_0001_0001_0001L);
        for (int i = first + longs * (Long.BYTES / bytes); i < end; i++) {
            int word = word(frame, from + i * stride);
            rules &= broken(word & outside(), (word ^ (word >>> signBit() & 1) * aboveIfNegative()) & outside());
        }
        return rules;
    }

    /** @param one a word of 1 in each word's place */
    private int rulesOfLongs(byte[] frame, int from, int longs, long one) {
        long outside = one * outside();
        long above = aboveIfNegative();
        int signBit = signBit();
        // bits that differ from what a rule says, over all words
        long zero = 0;
        long signs = 0;
        for (int i = 0; i < longs; i++) {
            long words = (long) LONG.get(frame, from + Long.BYTES * i);
            zero |= words;
            signs |= words ^ (words >>> signBit & one) * above;
        }
        return broken(zero & outside, signs & outside);
    }

    private int broken(long zero, long signs) {
        return (zero == 0 ? FOLLOWS_ZERO : 0) | (signs == 0 && sign != 0 ? FOLLOWS_SIGN : 0);
    }

    /** A word's bits that are not the sample. */
    private int outside() {
        return ~(mask << low) & (1 << 8 * bytes) - 1;
    }

    /** What a negative sample's sign is copied to. */
    private int aboveIfNegative() {
        return outside() & -(1 << low);
    }

    private int signBit() {
        return sign == 0 ? 0 : Integer.numberOfTrailingZeros(sign) + low;
    }

    /** The rule to name when all words follow these. */
    static Rest rule(int rules) {
        return (rules & FOLLOWS_ZERO) != 0 ? Rest.ZERO : (rules & FOLLOWS_SIGN) != 0 ? Rest.SIGN : Rest.MIXED;
    }

    int word(byte[] frame, int at) {
        return bytes == 1 ? frame[at] & 0xff : (short) WORD.get(frame, at) & 0xffff;
    }

    int sample(int word) {
        return word >>> low & mask ^ sign;
    }

    /** Reads some of the samples that lie a stride of bytes apart. */
    void samples(byte[] frame, int from, int stride, char[] to, int first, int end) {
        if (bytes == 2 && stride == 2) {
            ByteBuffer.wrap(frame, from + 2 * first, 2 * (end - first)).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().get(to, first, end - first);
            sampleOfEach(to, low, mask, sign, first, end);
        } else if (bytes == 2) {
            wide(frame, from, stride, low, mask, sign, to, first, end);
        } else {
            narrow(frame, from, stride, low, mask, sign, to, first, end);
        }
    }

    private static void sampleOfEach(char[] words, int low, int mask, int sign, int first, int end) {
        for (int i = first; i < end; i++) {
            words[i] = (char) (words[i] >>> low & mask ^ sign);
        }
    }

    private static void wide(byte[] frame, int from, int stride, int low, int mask, int sign, char[] to, int first,
                             int end) {
        for (int i = first; i < end; i++) {
            to[i] = (char) (((short) WORD.get(frame, from + i * stride) & 0xffff) >>> low & mask ^ sign);
        }
    }

    private static void narrow(byte[] frame, int from, int stride, int low, int mask, int sign, char[] to, int first,
                             int end) {
        for (int i = first; i < end; i++) {
            to[i] = (char) ((frame[from + i * stride] & 0xff) >>> low & mask ^ sign);
        }
    }

    /** Reads what is not sample. */
    void rests(byte[] frame, int from, int stride, char[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = (char) rest(word(frame, from + i * stride));
        }
    }

    /** Writes words from samples whose rest follows a rule. */
    void write(char[] samples, Rest rule, byte[] frame, int from, int stride, int first, int end) {
        if (bytes == 2 && stride == 2) {
            writeSideBySide(samples, rule, frame, from, first, end);
            return;
        }
        for (int i = first; i < end; i++) {
            int sample = samples[i];
            put(frame, from + i * stride, (sample ^ sign) << low | restOf(sample, rule));
        }
    }

    /** The same for words of two bytes side by side: in pieces that stay in the cache, each by loops that become vector code. */
    private void writeSideBySide(char[] samples, Rest rule, byte[] frame, int from, int first, int end) {
        CharBuffer to = ByteBuffer.wrap(frame, from + 2 * first, 2 * (end - first)).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer();
        char[] words = new char[Math.min(PIECE, end - first)];
        for (int i = first; i < end; i += words.length) {
            int n = Math.min(words.length, end - i);
            if (rule == Rest.SIGN) {
                signExtended(samples, i, low, sign, words, n);
            } else {
                zeroExtended(samples, i, low, sign, words, n);
            }
            to.put(words, 0, n);
        }
    }

    private static void signExtended(char[] samples, int from, int low, int sign, char[] words, int n) {
        for (int i = 0; i < n; i++) {
            words[i] = (char) (samples[from + i] - sign << low);
        }
    }

    private static void zeroExtended(char[] samples, int from, int low, int sign, char[] words, int n) {
        for (int i = 0; i < n; i++) {
            words[i] = (char) ((samples[from + i] ^ sign) << low);
        }
    }

    /** Writes words from samples and their rests. */
    void write(char[] samples, char[] rests, byte[] frame, int from, int stride, int first, int end) {
        for (int i = first; i < end; i++) {
            put(frame, from + i * stride, (samples[i] ^ sign) << low | rests[i]);
        }
    }

    private void put(byte[] frame, int at, int word) {
        if (bytes == 2) {
            WORD.set(frame, at, (short) word);
        } else {
            frame[at] = (byte) word;
        }
    }
}
