package org.dicomseal.keys;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** The public name of a root key: 16 random bytes. It is written in clear into every sealed object and tells nothing of the key. */
public final class KeyId implements Comparable<KeyId> {

    /** Length of a key id in bytes. */
    public static final int LENGTH = 16;

    private final byte[] bytes;

    private KeyId(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A key id of the given 16 bytes; any other length is an IllegalArgumentException. */
    public static KeyId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a key id has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new KeyId(bytes.clone());
    }

    /** Reads the 32 hexadecimal digits that {@link #toString} writes; anything else is an IllegalArgumentException. */
    public static KeyId parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    static KeyId random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new KeyId(bytes);
    }

    /** A copy of the 16 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(KeyId other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyId id && Arrays.equals(bytes, id.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
