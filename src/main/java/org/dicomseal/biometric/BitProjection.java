package org.dicomseal.biometric;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A random projection that belongs to one enrolment: many sums of the features with random signs, drawn from a seed by SHA-256 in counter mode.
 * The sign of each sum is a bit (BioHashing: Jin, Ling and Goh, Pattern Recognition 37, 2004). A new seed gives unrelated bits from the same finger.
 */
final class BitProjection {

    static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final int sums;

    /**
     * Makes a projection.
     *
     * @param sums how many bits to choose from
     */
    BitProjection(byte[] seed, int sums) {
        this.seed = seed.clone();
        this.sums = sums;
    }

    /** The sums, before their sign is taken; their size says how sure the bit is. */
    float[] apply(float[] features) {
        SignStream signs = new SignStream(seed);
        float[] out = new float[sums];
        for (int i = 0; i < sums; i++) {
            double sum = 0;
            for (float feature : features) {
                sum += signs.next() ? feature : -feature;
            }
            out[i] = (float) sum;
        }
        return out;
    }

    private static final class SignStream {

        private final MessageDigest sha;
        private final byte[] seed;
        private byte[] block = new byte[0];
        private int counter;
        private int bit;

        SignStream(byte[] seed) {
            this.seed = seed;
            try {
                sha = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        boolean next() {
            if (bit == 8 * block.length) {
                sha.update(seed);
                block = sha.digest(ByteBuffer.allocate(4).putInt(counter++).array());
                bit = 0;
            }
            boolean sign = (block[bit / 8] >> bit % 8 & 1) == 1;
            bit++;
            return sign;
        }
    }
}
