package org.dicomseal.codec;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The joint stage's bits for one frame: the chaotic map's, combined by exclusive or with AES-256-CTR under the joint key, so
 * that they are never weaker than either. The counter block starts as the frame's index (8 bytes, big-endian) and 8 zero
 * bytes. A block of AES's stream is taken in 64-bit big-endian words: two words seed the map, the lower 48 bits of one word
 * mask each step, and every 2^20 steps two words seed it anew, before rounding can close an orbit.
 */
final class JointStream {

    private static final int BATCH = 512;
    private static final int ORBIT = 1 << 20;

    private final Cipher cipher;
    private final byte[] zeros = new byte[BATCH];
    private final ByteBuffer words = ByteBuffer.allocate(BATCH);
    private ChaoticMap map;
    private int stepsLeft;
    private long bits;
    private int count;

    private JointStream(Cipher cipher) {
        this.cipher = cipher;
        words.position(BATCH);
    }

    /** The stream for a frame, first frame 0. */
    static JointStream of(JointKey key, long frame) {
        return new JointStream(counterMode(key.aes(), frame));
    }

    private static Cipher counterMode(SecretKeySpec key, long nonce) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(ByteBuffer.allocate(16).putLong(nonce).array()));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in counter mode", e);
        }
    }

    /** The next n bits, 1 to 32, in the lower bits. */
    int bits(int n) {
        int result = 0;
        for (int missing = n; missing > 0;) {
            if (count == 0) {
                refill();
            }
            int take = Math.min(missing, count);
            result = result << take | (int) (bits >>> count - take & (1L << take) - 1);
            count -= take;
            missing -= take;
        }
        return result;
    }

    /** An evenly distributed number from 0 to bound - 1, bound 1 to 2^30: values past the last full multiple are drawn again. */
    int below(int bound) {
        int width = 32 - Integer.numberOfLeadingZeros(bound - 1);
        while (width > 0) {
            int value = bits(width);
            if (value < bound) {
                return value;
            }
        }
        return 0;
    }

    /** A permutation of 0 to n - 1 (Fisher and Yates). */
    int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The mask for the part of the coded frame that has no Huffman code: AES-256-CTR under a key drawn from this stream. */
    Mask mask() {
        byte[] key = new byte[JointKey.LENGTH];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) bits(8);
        }
        return new Mask(new SecretKeySpec(key, "AES"));
    }

    /** Puts a mask on, or takes it off again. Good for one use. */
    static final class Mask {

        private final SecretKeySpec key;

        private Mask(SecretKeySpec key) {
            this.key = key;
        }

        /** Masks bytes in place. */
        void apply(byte[] data, int from, int length) {
            try {
                counterMode(key, 0).doFinal(data, from, length, data, from);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("counter mode takes any length", e);
            }
        }
    }

    private void refill() {
        if (stepsLeft == 0) {
            map = new ChaoticMap(ChaoticMap.coordinate(word()), ChaoticMap.coordinate(word()));
            stepsLeft = ORBIT;
        }
        stepsLeft--;
        bits = map.next() ^ word() & (1L << ChaoticMap.BITS) - 1;
        count = ChaoticMap.BITS;
    }

    private long word() {
        if (!words.hasRemaining()) {
            try {
                cipher.update(zeros, 0, BATCH, words.array());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the buffer has the input's length", e);
            }
            words.rewind();
        }
        return words.getLong();
    }
}
