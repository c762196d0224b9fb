package org.dicomseal.codestream;

import java.util.Arrays;

/** The MQ arithmetic decoder (ITU-T T.800 Annex C) with the 19 contexts of JPEG 2000 block coding. */
final class MqDecoder {

    static final int RUN_LENGTH = 17;
    static final int UNIFORM = 18;
    private static final int CONTEXTS = 19;

    /** Table C.2: probability estimate, next state after the more and the less probable symbol. */
    private static final int[] QE = {
        0x5601, 0x3401, 0x1801, 0x0AC1, 0x0521, 0x0221, 0x5601, 0x5401, 0x4801, 0x3801, 0x3001, 0x2401, 0x1C01, 0x1601, 0x5601, 0x5401,
        0x5101, 0x4801, 0x3801, 0x3401, 0x3001, 0x2801, 0x2401, 0x2201, 0x1C01, 0x1801, 0x1601, 0x1401, 0x1201, 0x1101, 0x0AC1, 0x09C1,
        0x08A1, 0x0521, 0x0441, 0x02A1, 0x0221, 0x0141, 0x0111, 0x0085, 0x0049, 0x0025, 0x0015, 0x0009, 0x0005, 0x0001, 0x5601};
    private static final int[] NEXT_MORE = {
        1, 2, 3, 4, 5, 38, 7, 8, 9, 10, 11, 12, 13, 29, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
        33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 45, 46};
    private static final int[] NEXT_LESS = {
        1, 6, 9, 12, 29, 33, 6, 14, 14, 14, 17, 18, 20, 21, 14, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
        30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 46};

    /**
     * The same in one look-up: a context's state is twice the table's index, plus its more probable symbol; its entry holds the estimate
     * in the low 16 bits, the state after the more probable symbol above, and that after the less probable one in the top byte.
     */
    private static final int[] STATES = new int[2 * QE.length];

    static {
        for (int i = 0; i < QE.length; i++) {
            boolean swap = i == 0 || i == 6 || i == 14;
            for (int symbol = 0; symbol < 2; symbol++) {
                int less = 2 * NEXT_LESS[i] + (swap ? 1 - symbol : symbol);
                STATES[2 * i + symbol] = QE[i] | 2 * NEXT_MORE[i] + symbol << 16 | less << 24;
            }
        }
    }

    private final int[] contexts = new int[CONTEXTS];

    private byte[] data;
    private int position;
    private int interval;
    private int code;
    private int shiftsLeft;

    /** The state of all contexts at the start of a code-block (table D.7). */
    void resetContexts() {
        Arrays.fill(contexts, 0);
        contexts[0] = 2 * 4;
        contexts[RUN_LENGTH] = 2 * 3;
        contexts[UNIFORM] = 2 * 46;
    }

    /** Starts on a codeword segment, which two bytes FF follow: past its end the decoder sees ones for ever. */
    void start(byte[] segment) {
        data = segment;
        position = 0;
        code = (segment[0] & 0xFF) << 16;
        byteIn();
        code <<= 7;
        shiftsLeft -= 7;
        interval = 0x8000;
    }

    private void byteIn() {
        if (data[position] == (byte) 0xFF) {
            int next = data[position + 1] & 0xFF;
            if (next > 0x8F) {
                code += 0xFF00;
                shiftsLeft = 8;
            } else {
                position++;
                code += next << 9;
                shiftsLeft = 7;
            }
        } else {
            position++;
            code += (data[position] & 0xFF) << 8;
            shiftsLeft = 8;
        }
    }

    /** Decodes a bit in a context. */
    int decode(int context) {
        int state = contexts[context];
        int entry = STATES[state];
        int estimate = entry & 0xFFFF;
        int symbol = state & 1;
        int rest = interval - estimate;
        boolean less;
        if (code >>> 16 < estimate) {
            less = rest >= estimate;
            rest = estimate;
        } else {
            code -= estimate << 16;
            if ((rest & 0x8000) != 0) {
                interval = rest;
                return symbol;
            }
            less = rest < estimate;
        }
        contexts[context] = less ? entry >>> 24 : entry >> 16 & 0xFF;
        renormalise(rest);
        return less ? 1 - symbol : symbol;
    }

    private void renormalise(int rest) {
        int shifts = Integer.numberOfLeadingZeros(rest) - 16;
        interval = rest << shifts;
        while (shifts > shiftsLeft) {
            code <<= shiftsLeft;
            shifts -= shiftsLeft;
            byteIn();
        }
        code <<= shifts;
        shiftsLeft -= shifts;
    }
}
