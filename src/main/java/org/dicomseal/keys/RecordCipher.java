package org.dicomseal.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * One record: AES-256-GCM with the nonce 7 zero bytes || 32-bit index, big endian || last flag (0 or 1).
 * A key serves one stream of records and no other, so a nonce is never used twice. Not thread-safe.
 */
final class RecordCipher {

    /** Bytes that a record is longer than its plaintext. */
    static final int TAG_LENGTH = 16;

    private static final int NONCE_LENGTH = 12;

    private final Cipher cipher;
    private final SecretKey key;
    private final int mode;
    private final byte[] nonce = new byte[NONCE_LENGTH];

    private RecordCipher(int mode, Secret key) {
        this.mode = mode;
        this.key = key.aesKey();
        this.cipher = newCipher();
    }

    static RecordCipher forEncryption(Secret key) {
        return new RecordCipher(Cipher.ENCRYPT_MODE, key);
    }

    static RecordCipher forDecryption(Secret key) {
        return new RecordCipher(Cipher.DECRYPT_MODE, key);
    }

    /** Writes {@code length + 16} bytes at {@code to}. Both arrays may be the same one only if the regions are apart. */
    void encrypt(long index, boolean last, byte[] associated, byte[] from, int offset, int length, byte[] to, int at) {
        try {
            start(index, last, associated);
            cipher.doFinal(from, offset, length, to, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed on record " + index, e);
        }
    }

    /**
     * Decrypts {@code length} bytes (tag included) and gives the plaintext's length.
     *
     * @throws AuthenticationException if the record is not this one; nothing usable was written then
     */
    int decrypt(long index, boolean last, byte[] associated, byte[] from, int offset, int length, byte[] to, int at)
            throws AuthenticationException {
        try {
            start(index, last, associated);
            return cipher.doFinal(from, offset, length, to, at);
        } catch (AEADBadTagException e) {
            throw new AuthenticationException("record " + index + " is not authentic");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed on record " + index, e);
        }
    }

    private void start(long index, boolean last, byte[] associated) throws GeneralSecurityException {
        if (index < 0 || index > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("record index out of range: " + index);
        }
        nonce[7] = (byte) (index >>> 24);
        nonce[8] = (byte) (index >>> 16);
        nonce[9] = (byte) (index >>> 8);
        nonce[10] = (byte) index;
        nonce[11] = (byte) (last ? 1 : 0);
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_LENGTH, nonce));
        if (associated != null) {
            cipher.updateAAD(associated);
        }
    }

    /**
     * Wraps a small secret under a long-lived key with a random nonce: nonce (12) || ciphertext || tag (16).
     * Random nonces are safe for the number of files a node ever writes under one key (NIST SP 800-38D allows 2^32).
     */
    static byte[] wrap(Secret key, byte[] associated, Secret content, SecureRandom random) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] wrapped = new byte[NONCE_LENGTH + content.length() + TAG_LENGTH];
        System.arraycopy(nonce, 0, wrapped, 0, NONCE_LENGTH);
        try {
            Cipher cipher = newCipher();
            cipher.init(Cipher.ENCRYPT_MODE, key.aesKey(), new GCMParameterSpec(8 * TAG_LENGTH, nonce));
            cipher.updateAAD(associated);
            cipher.doFinal(content.raw(), 0, content.length(), wrapped, NONCE_LENGTH);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to wrap a key", e);
        }
    }

    /** The inverse of {@link #wrap}. */
    static Secret unwrap(Secret key, byte[] associated, byte[] wrapped) throws AuthenticationException {
        try {
            Cipher cipher = newCipher();
            cipher.init(Cipher.DECRYPT_MODE, key.aesKey(), new GCMParameterSpec(8 * TAG_LENGTH, wrapped, 0, NONCE_LENGTH));
            cipher.updateAAD(associated);
            return Secret.owning(cipher.doFinal(wrapped, NONCE_LENGTH, wrapped.length - NONCE_LENGTH));
        } catch (AEADBadTagException e) {
            throw new AuthenticationException("a wrapped key is not authentic");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to unwrap a key", e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }
}
