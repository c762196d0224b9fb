package org.dicomseal.codec;

/**
 * A model for whole numbers: how many bits the number plus one has, in unary, then its bits below the leading one, the upper
 * two with states of their own.
 */
final class AdaptiveNumber {

    private static final int WIDEST = 32;
    private static final int DEPTH = 4;

    private final int[] widths = BinaryCoder.states(WIDEST);
    private final int[] uppers = BinaryCoder.states(WIDEST * DEPTH);
    private final int[] sign = BinaryCoder.states(1);

    /** Codes a number from 0 to 2^31 - 2. A decoder may return any such number. */
    int code(BinaryCoder coder, int number) {
        int width = 32 - Integer.numberOfLeadingZeros(number + 1);
        int w = 1;
        while (w < WIDEST - 1 && coder.bit(widths, w, w < width ? 1 : 0) == 1) {
            w++;
        }
        int value = 1;
        for (int i = w - 2; i >= 0; i--) {
            int bit = number + 1 >>> i & 1;
            int depth = w - 2 - i;
            value = value << 1 | (depth < 2 ? coder.bit(uppers, w * DEPTH + (depth == 0 ? 0 : 1 + (value & 1)), bit) : coder.plain(bit, 1));
        }
        return value - 1;
    }

    /** Codes a number from -2^30 to 2^30. */
    int codeSigned(BinaryCoder coder, int number) {
        int size = code(coder, Math.abs(number));
        if (size == 0) {
            return 0;
        }
        return coder.bit(sign, 0, number < 0 ? 1 : 0) == 1 ? -size : size;
    }
}
