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
    private final int[] slots = new int[Stretches.LENGTH];
    private int hits;

    ColourMemory() {
        java.util.Arrays.fill(value, -1);
    }

    /** A new row begins: what the last samples did is far away. */
    void openRow() {
        hits = 0;
    }

    /**
     * Looks up what is remembered for a stretch of samples, the first at a place of the plane.
     *
     * @return whether something is for each
     */
    boolean look(Plane[] references, int at, int length) {
        java.util.Arrays.fill(slots, 0, length, references.length);
        for (Plane reference : references) {
            hash(reference.samples(), at, length, slots);
        }
        boolean all = true;
        for (int k = 0; k < length; k++) {
            slots[k] = slots[k] * 0x9E3779B1 >>> 32 - SLOT_BITS;
            all &= value[slots[k]] >= 0;
        }
        return all;
    }

    private static void hash(char[] samples, int at, int length, int[] hashes) {
        for (int k = 0; k < length; k++) {
            hashes[k] = hashes[k] * 0x2F0B4C47 + samples[at + k] + 1;
        }
    }

    /** What is remembered for the k-th sample of the stretch, or -1. */
    int expected(int k) {
        return value[slots[k]];
    }

    /**
     * Codes whether the k-th sample of the stretch is as remembered.
     *
     * @return its value if so, or -1
     */
    int code(BinaryCoder coder, int sample, int k) {
        int slot = slots[k];
        int known = value[slot];
        if (known < 0) {
            return -1;
        }
        int hit = coder.bit(states, confidence[slot] * 8 + (hits & 7), sample == known ? 1 : 0);
        hits = hits << 1 | hit;
        return hit == 1 ? known : -1;
    }

    /** All of the stretch was as remembered. */
    void confirm() {
        hits = -1;
    }

    /** Remembers the k-th sample of the stretch. */
    void learn(int sample, int k) {
        int slot = slots[k];
        if (value[slot] == sample) {
            confidence[slot] = (byte) Math.min(CONFIDENCES - 1, confidence[slot] + 1);
        } else {
            confidence[slot] = (byte) (value[slot] < 0 ? 1 : confidence[slot] >> 2);
            value[slot] = sample;
        }
    }
}
