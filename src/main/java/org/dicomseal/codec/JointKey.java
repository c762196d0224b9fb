package org.dicomseal.codec;

import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the joint stage: 32 bytes drawn by HKDF from the sealing key and the object's salt, so no two objects share one.
 * It shuffles the entropy code; it is no lock. Confidentiality is the authenticated encryption's around the coded bytes.
 */
public final class JointKey {

    /** Bytes of a key. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private JointKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param bytes {@value #LENGTH} bytes, copied
     * @throws IllegalArgumentException on any other length
     */
    public static JointKey of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a joint key has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new JointKey(bytes.clone());
    }

    SecretKeySpec aes() {
        return new SecretKeySpec(bytes, "AES");
    }

    @Override
    public String toString() {
        return "JointKey";
    }
}
