package org.dicomseal.biometric;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.dicomseal.keys.Hkdf;
import org.dicomseal.keys.Secret;

/** AES-256-GCM under a key from the helper key, a fresh salt and a label. That key is used once, so the nonce may be zero. */
final class HelperCipher {

    static final int SALT_BYTES = 32;
    static final int TAG_BYTES = 16;

    private HelperCipher() {
    }

    /** @param mode Cipher.ENCRYPT_MODE or Cipher.DECRYPT_MODE */
    static Cipher of(int mode, String label, Secret helperKey, byte[] salt) {
        byte[] helper = helperKey.copyBytes();
        try (Secret extracted = Hkdf.extract(salt, helper);
                Secret key = Hkdf.expand(extracted, label.getBytes(StandardCharsets.US_ASCII), 32)) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key.copyBytes(), "AES"), new GCMParameterSpec(8 * TAG_BYTES, new byte[12]));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(helper, (byte) 0);
        }
    }
}
