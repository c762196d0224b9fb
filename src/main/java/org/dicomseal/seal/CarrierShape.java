package org.dicomseal.seal;

import org.dicomseal.keys.RecordFormat;

/**
 * The shape of the carrier image: frames of grey noise whose bytes are exactly the payload.
 *
 * @param bitsAllocated 1, 8 or 16
 */
record CarrierShape(int rows, int columns, int frames, int bitsAllocated) {

    private static final int MOST = 65535;
    /** The longest value that a data element can have and still be of even length. */
    static final long LONGEST_VALUE = (1L << 32) - 2;
    private static final int FEWEST_COLUMNS = 16;

    /** Bytes of the whole pixel data value; always even. */
    long length() {
        return (long) rows * columns * frames * bitsAllocated / 8;
    }

    /**
     * The smallest shape that holds header and plaintext, where some padding of the plaintext fills it to the last byte.
     * Of several widths down to half of the original's, the one that wastes least is taken: noise as wide as the image, and shorter.
     *
     * @param headerLength    bytes before the records
     * @param plaintextLength bytes to be sealed, before padding
     * @param columns         the original's, or any number where it has none
     */
    static CarrierShape of(long headerLength, long plaintextLength, int frames, int bitsAllocated, int columns)
            throws SealRefusedException {
        long bytes = headerLength + RecordFormat.sealedLength(plaintextLength);
        while (bytes <= LONGEST_VALUE) {
            CarrierShape shape = atLeast(bytes, frames, bitsAllocated, columns);
            if (shape.length() > LONGEST_VALUE) {
                break;
            }
            if (shape.length() % 2 == 0 && RecordFormat.plaintextLength(shape.length() - headerLength) >= plaintextLength) {
                return shape;
            }
            // this length ends within the tag of a record: one pixel a frame more
            bytes = shape.length() + 1;
        }
        throw new SealRefusedException(SealRefusedException.Reason.TOO_LARGE,
                "the sealed payload would have 4 GiB or more: no pixel data element holds that");
    }

    private static CarrierShape atLeast(long bytes, int frames, int bitsAllocated, int columns) throws SealRefusedException {
        // one-bit frames are kept to whole bytes, so that every byte of the value belongs to one frame
        int step = bitsAllocated == 1 ? 8 : 1;
        long pixels = ceil(ceil(8 * bytes, bitsAllocated), frames);
        int widest = Math.max(FEWEST_COLUMNS, Math.min(columns, MOST)) / step * step;
        if (ceil(pixels, widest) > MOST) {
            widest = MOST / step * step;
        }
        int narrowest = Math.max(FEWEST_COLUMNS, (int) Math.max(widest / 2, ceil(pixels, MOST)));
        narrowest = (narrowest + step - 1) / step * step;
        if (narrowest > widest) {
            throw new SealRefusedException(SealRefusedException.Reason.TOO_MANY_ROWS,
                    "the carrier would need more than " + MOST + " rows or columns");
        }
        int best = widest;
        for (int width = widest; width >= narrowest; width -= step) {
            if (ceil(pixels, width) * width < ceil(pixels, best) * best) {
                best = width;
            }
        }
        return new CarrierShape((int) ceil(pixels, best), best, frames, bitsAllocated);
    }

    private static long ceil(long amount, long unit) {
        return (amount + unit - 1) / unit;
    }
}
