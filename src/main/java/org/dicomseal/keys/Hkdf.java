package org.dicomseal.keys;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA-256 (RFC 5869). */
public final class Hkdf {

    /** Bytes of a pseudo-random key, and of one HMAC-SHA-256. */
    public static final int HASH_LENGTH = 32;

    private static final String HMAC = "HmacSHA256";

    private Hkdf() {
    }

    /**
     * RFC 5869, 2.2: the pseudo-random key (32 bytes) of the input key material.
     *
     * @param salt any bytes; none at all stands for 32 zero bytes
     */
    public static Secret extract(byte[] salt, byte[] inputKeyMaterial) {
        byte[] key = salt.length == 0 ? new byte[HASH_LENGTH] : salt;
        return Secret.owning(mac(key).doFinal(inputKeyMaterial));
    }

    /**
     * RFC 5869, 2.3: key material bound to a context.
     *
     * @param length bytes wanted, 1 to 255 * 32
     */
    public static Secret expand(Secret pseudoRandomKey, byte[] info, int length) {
        if (length < 1 || length > 255 * HASH_LENGTH) {
            throw new IllegalArgumentException("HKDF gives 1 to " + 255 * HASH_LENGTH + " bytes, not " + length);
        }
        Mac mac = mac(pseudoRandomKey.raw());
        byte[] output = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, counter = 1; done < length; done += HASH_LENGTH, counter++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) counter);
            Arrays.fill(block, (byte) 0);
            block = mac.doFinal();
            System.arraycopy(block, 0, output, done, Math.min(HASH_LENGTH, length - done));
        }
        Arrays.fill(block, (byte) 0);
        return Secret.owning(output);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
