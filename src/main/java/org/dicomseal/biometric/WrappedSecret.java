package org.dicomseal.biometric;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.dicomseal.keys.Hkdf;
import org.dicomseal.keys.Secret;

/** The secret, encrypted under a message of the fuzzy commitment. A wrong message fails the tag: there is no other secret to come out. */
final class WrappedSecret {

    private WrappedSecret() {
    }

    static byte[] wrap(Secret secret, BitSet message, byte[] salt) {
        byte[] plain = secret.copyBytes();
        try {
            return cipher(Cipher.ENCRYPT_MODE, message, salt).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    static Optional<Secret> unwrap(byte[] wrapped, BitSet message, byte[] salt) {
        try {
            return Optional.of(Secret.owning(cipher(Cipher.DECRYPT_MODE, message, salt).doFinal(wrapped)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Every message is random and wraps one secret, so the nonce may be zero. */
    private static Cipher cipher(int mode, BitSet message, byte[] salt) throws GeneralSecurityException {
        byte[] bytes = message.toByteArray();
        try (Secret extracted = Hkdf.extract(salt, bytes);
                Secret key = Hkdf.expand(extracted, "DICOMSEAL/1/fingerprint secret".getBytes(StandardCharsets.US_ASCII), 32)) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key.copyBytes(), "AES"), new GCMParameterSpec(128, new byte[12]));
            return cipher;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
