package org.dicomseal.biometric;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.dicomseal.keys.Hkdf;
import org.dicomseal.keys.Secret;

/**
 * The secret and the enrolled minutiae, encrypted under a message of the fuzzy commitment: not even who holds the keystore reads the minutiae
 * before an impression has opened the commitment. A wrong message fails the tag: there is no other secret to come out.
 * In clear: 32 bytes of secret, then for each template its length (4) and its bytes; a record of version 1 has none.
 */
final class WrappedSecret {

    private static final int SECRET_BYTES = 32;

    private WrappedSecret() {
    }

    /** What was wrapped; whoever unwraps closes the secret. */
    record Content(Secret secret, List<byte[]> templates) {

        private byte[] encoded() {
            int size = SECRET_BYTES + templates.stream().mapToInt(template -> Integer.BYTES + template.length).sum();
            byte[] plain = secret.copyBytes();
            ByteBuffer all = ByteBuffer.allocate(size).put(plain);
            templates.forEach(template -> all.putInt(template.length).put(template));
            Arrays.fill(plain, (byte) 0);
            return all.array();
        }

        private static Content decoded(byte[] plain) {
            ByteBuffer in = ByteBuffer.wrap(plain);
            byte[] secret = new byte[SECRET_BYTES];
            in.get(secret);
            List<byte[]> templates = new ArrayList<>();
            while (in.hasRemaining()) {
                int length = in.getInt();
                if (length < 0 || length > in.remaining()) {
                    throw new BufferUnderflowException();
                }
                byte[] template = new byte[length];
                in.get(template);
                templates.add(template);
            }
            return new Content(Secret.owning(secret), templates);
        }

        /** Never the content. */
        @Override
        public String toString() {
            return "Content[" + templates.size() + " templates]";
        }
    }

    static byte[] wrap(Content content, BitSet message, byte[] salt) {
        byte[] plain = content.encoded();
        try {
            return cipher(Cipher.ENCRYPT_MODE, message, salt).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    static Optional<Content> unwrap(byte[] wrapped, BitSet message, byte[] salt) throws EnrollmentException {
        byte[] plain = new byte[0];
        try {
            plain = cipher(Cipher.DECRYPT_MODE, message, salt).doFinal(wrapped);
            return Optional.of(Content.decoded(plain));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (BufferUnderflowException e) {
            throw new EnrollmentException("the enrolment record is damaged inside", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
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
