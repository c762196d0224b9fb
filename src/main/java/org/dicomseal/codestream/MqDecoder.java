package org.dicomseal.codestream;

import java.util.Arrays;

/** The MQ arithmetic decoder (ITU-T T.800 Annex C) with the 19 contexts of JPEG 2000 block coding. */
final class MqDecoder {

    static final int RUN_LENGTH = 17;
    static final int UNIFORM = 18;
    private static final int CONTEXTS = 19;

    /** Table C.2: probability estimate, next state after the more and the less probable symbol, and whether the symbols swap. */
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
    private static final boolean[] SWITCH = new boolean[47];

    static {
        SWITCH[0] = true;
        SWITCH[6] = true;
        SWITCH[14] = true;
    }

    private final int[] state = new int[CONTEXTS];
    private final int[] moreProbable = new int[CONTEXTS];

    private byte[] data;
    private int position;
    private int interval;
    private int code;
    private int shiftsLeft;

    /** The state of all contexts at the start of a code-block (table D.7). */
    void resetContexts() {
        Arrays.fill(state, 0);
        Arrays.fill(moreProbable, 0);
        state[0] = 4;
        state[RUN_LENGTH] = 3;
        state[UNIFORM] = 46;
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
        int index = state[context];
        int qe = QE[index];
        int bit = moreProbable[context];
        interval -= qe;
        boolean less;
        if (code >>> 16 < qe) {
            less = interval >= qe;
            interval = qe;
        } else {
            code -= qe << 16;
            if ((interval & 0x8000) != 0) {
                return bit;
            }
            less = interval < qe;
        }
        if (less) {
            state[context] = NEXT_LESS[index];
            if (SWITCH[index]) {
                moreProbable[context] = 1 - bit;
            }
            bit = 1 - bit;
        } else {
            state[context] = NEXT_MORE[index];
        }
        renormalise();
        return bit;
    }

    private void renormalise() {
        do {
            if (shiftsLeft == 0) {
                byteIn();
            }
            interval <<= 1;
            code <<= 1;
            shiftsLeft--;
        } while ((interval & 0x8000) == 0);
    }
}
