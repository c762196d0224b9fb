package org.dicomseal.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * The keys of one sealing, derived from the sealing key and a fresh 32-byte salt:
 * Extract(salt, K_seal) expands into the key of the records, the key of the joint stage and a 32-byte commitment to both.
 * AES-GCM alone doesn't commit to its key (one ciphertext can be made to open under two keys), so the commitment is compared first.
 */
public final class SealingKeys implements AutoCloseable {

    /** Length of salt and commitment in bytes. */
    public static final int LENGTH = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] salt;
    private final Secret aead;
    private final Secret joint;
    private final byte[] commitment;

    private SealingKeys(byte[] salt, Secret aead, Secret joint, byte[] commitment) {
        this.salt = salt;
        this.aead = aead;
        this.joint = joint;
        this.commitment = commitment;
    }

    /** Keys for a new sealing, with a salt that has never been used. Every try at sealing asks anew, retries included. */
    public static SealingKeys fresh(Secret sealKey) {
        byte[] salt = new byte[LENGTH];
        RANDOM.nextBytes(salt);
        return of(sealKey, salt);
    }

    /**
     * The keys of a sealing made earlier.
     *
     * @throws AuthenticationException if the commitment doesn't belong to key and salt: another key, or a changed header
     */
    public static SealingKeys committed(Secret sealKey, byte[] salt, byte[] commitment) throws AuthenticationException {
        SealingKeys keys = of(sealKey, salt);
        if (!MessageDigest.isEqual(keys.commitment, commitment)) {
            keys.close();
            throw new AuthenticationException("key commitment does not match: sealed with another key, or the header was changed");
        }
        return keys;
    }

    /** With a salt of the caller's: only for opening, and for test vectors. */
    static SealingKeys of(Secret sealKey, byte[] salt) {
        if (salt.length != LENGTH) {
            throw new IllegalArgumentException("a salt has " + LENGTH + " bytes, not " + salt.length);
        }
        try (Secret extracted = Hkdf.extract(salt, sealKey.raw());
             Secret commitment = expand(extracted, "commit")) {
            return new SealingKeys(salt.clone(), expand(extracted, "aead"), expand(extracted, "joint"), commitment.copyBytes());
        }
    }

    private static Secret expand(Secret extracted, String label) {
        return Hkdf.expand(extracted, ("DICOMSEAL/1/sealing/" + label).getBytes(StandardCharsets.US_ASCII), KeyTree.KEY_LENGTH);
    }

    /** The salt, public: it is written into the payload header. */
    public byte[] salt() {
        return salt.clone();
    }

    /** The commitment, public: it is written into the payload header. */
    public byte[] commitment() {
        return commitment.clone();
    }

    /** The key of the records. It belongs to this object and ends with it. */
    public Secret aead() {
        return aead;
    }

    /** The key of the codec's joint stage. It belongs to this object and ends with it. */
    public Secret joint() {
        return joint;
    }

    @Override
    public void close() {
        aead.close();
        joint.close();
    }
}
