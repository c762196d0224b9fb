package org.dicomseal.keys;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Key material in memory. Its text form shows the length alone, and {@link #close} overwrites the bytes.
 * That is best effort: the JDK's own cipher objects keep copies that nobody can reach.
 */
public final class Secret implements AutoCloseable {

    private final byte[] bytes;
    private boolean closed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over, without a copy: the caller must not use it again. */
    public static Secret owning(byte[] bytes) {
        return new Secret(bytes);
    }

    /** A secret with a copy of the bytes. */
    public static Secret copyOf(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    static Secret random(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new Secret(bytes);
    }

    /** Number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** A copy of the bytes, which the caller overwrites after use. */
    public byte[] copyBytes() {
        return raw().clone();
    }

    /** A second, independent secret of the same bytes. */
    public Secret copy() {
        return new Secret(raw().clone());
    }

    /** Whether both hold the same bytes; takes the same time wherever they differ. */
    public boolean sameAs(Secret other) {
        return MessageDigest.isEqual(raw(), other.raw());
    }

    SecretKey aesKey() {
        return new SecretKeySpec(raw(), "AES");
    }

    byte[] raw() {
        if (closed) {
            throw new IllegalStateException("the secret was destroyed");
        }
        return bytes;
    }

    /** Overwrites the bytes. Any later use is an IllegalStateException. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret[" + bytes.length + " bytes]";
    }
}
