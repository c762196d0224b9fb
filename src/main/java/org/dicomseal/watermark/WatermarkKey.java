package org.dicomseal.watermark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The 256-bit purpose key "wm", or "trace", with what this package needs of it: a pseudo-random function (HMAC-SHA256, RFC 2104)
 * and a key stream (AES-256 in counter mode under a key that the function derives). Every use has a label of its own, so no two
 * uses share an output.
 */
public final class WatermarkKey {

    /** Length of the key in bytes. */
    public static final int BYTES = 32;

    private final SecretKeySpec secret;

    /**
     * @param secret 32 bytes; copied
     * @throws IllegalArgumentException if it has another length
     */
    public WatermarkKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a watermark key has " + BYTES + " bytes, not " + secret.length);
        }
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /**
     * A pseudo-random value of 32 bytes.
     *
     * @param label what it is for
     * @param parts its context; each is preceded by its length, so no two lists of parts give the same input
     */
    byte[] derive(String label, byte[]... parts) {
        Mac mac = mac(label);
        for (byte[] part : parts) {
            mac.update(intBytes(part.length));
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** An HMAC-SHA256 under a key of its own for this label; the caller feeds it, and may use it again and again. */
    Mac mac(String label) {
        try {
            Mac outer = Mac.getInstance("HmacSHA256");
            outer.init(secret);
            byte[] own = outer.doFinal(("DICOMSEAL/1/" + label).getBytes(StandardCharsets.US_ASCII));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(own, "HmacSHA256"));
            Arrays.fill(own, (byte) 0);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** {@code length} bytes of key stream for this label and context: the same for the same key, noise without it. */
    public byte[] keyStream(String label, int length, byte[]... parts) {
        byte[] own = derive(label, parts);
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(own, "AES"), new IvParameterSpec(new byte[16]));
            return cipher.doFinal(new byte[length]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        } finally {
            Arrays.fill(own, (byte) 0);
        }
    }

    static byte[] intBytes(int value) {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }
}
