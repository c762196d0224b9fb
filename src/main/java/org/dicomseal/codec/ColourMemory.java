package org.dicomseal.codec;

/**
 * Remembers which value a sample had when the planes it is compared with last had these values at its place. Pictures with few
 * colours are told by that alone, and so is what stands still from frame to frame.
 */
final class ColourMemory {

    private static final int SLOT_BITS = 16;
    private static final int CONFIDENCES = 16;

    private final int[] value = new int[1 << SLOT_BITS];
    private final byte[] confidence = new byte[1 << SLOT_BITS];
    private final int[] states = BinaryCoder.states(CONFIDENCES * 8);
    private int hits;

    ColourMemory() {
        java.util.Arrays.fill(value, -1);
    }

    /** A new row begins: what the last samples did is far away. */
    void openRow() {
        hits = 0;
    }

    /**
     * Codes whether the sample is as remembered.
     *
     * @return its value if so, or -1
     */
    int code(BinaryCoder coder, int sample, Plane[] references, int at) {
        int slot = slot(references, at);
        int known = value[slot];
        if (known < 0) {
            return -1;
        }
        int hit = coder.bit(states, confidence[slot] * 8 + (hits & 7), sample == known ? 1 : 0);
        hits = hits << 1 | hit;
        return hit == 1 ? known : -1;
    }

    /** Remembers a sample. */
    void learn(int sample, Plane[] references, int at) {
        int slot = slot(references, at);
        if (value[slot] == sample) {
            confidence[slot] = (byte) Math.min(CONFIDENCES - 1, confidence[slot] + 1);
        } else {
            confidence[slot] = (byte) (value[slot] < 0 ? 1 : confidence[slot] >> 2);
            value[slot] = sample;
        }
    }

    private static int slot(Plane[] references, int at) {
        int hash = references.length;
        for (Plane reference : references) {
            hash = hash * 0x2F0B4C47 + reference.samples()[at] + 1;
        }
        return hash * 0x9E3779B1 >>> 32 - SLOT_BITS;
    }
}
