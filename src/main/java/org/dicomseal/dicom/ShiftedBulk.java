package org.dicomseal.dicom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bits that begin inside a byte, moved to begin at bit 0 (the least significant, PS3.5 8.1.1); bits after the last are 0.
 *
 * @param original from the byte with the first bit to the byte with the last
 * @param shift    0 to 7
 */
record ShiftedBulk(Bulk original, int shift, long bits) implements Bulk {

    @Override
    public long length() {
        return (bits + 7) / 8;
    }

    @Override
    public InputStream open() throws IOException {
        return new Shifting(original.open());
    }

    private final class Shifting extends FilterInputStream {

        private long remaining = length();
        private int held = -1;

        Shifting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            if (remaining == 0) {
                return -1;
            }
            int low = held >= 0 ? held : in.read();
            int high = shift == 0 ? 0 : Math.max(0, in.read());
            held = shift == 0 ? -1 : high;
            remaining--;
            int value = (low >> shift | high << (8 - shift)) & 0xFF;
            int used = (int) (bits % 8);
            return remaining == 0 && used != 0 ? value & (1 << used) - 1 : value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = 0;
            while (count < length) {
                int value = read();
                if (value < 0) {
                    return count == 0 ? -1 : count;
                }
                target[offset + count++] = (byte) value;
            }
            return count;
        }
    }
}
