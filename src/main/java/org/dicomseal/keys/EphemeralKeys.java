package org.dicomseal.keys;

import java.security.SecureRandom;

/**
 * Keys of a root that is stored nowhere: what is sealed with them can't be opened any more once they are gone. For measurements, which
 * may therefore also choose a salt, and compare keys whose roots differ in a single bit. Thread-safe.
 */
public final class EphemeralKeys implements KeySource, AutoCloseable {

    /** Bits of a root. */
    public static final int ROOT_BITS = 8 * KeyTree.KEY_LENGTH;

    private final KeyId id;
    private final Secret root;

    private EphemeralKeys(KeyId id, Secret root) {
        this.id = id;
        this.root = root;
    }

    /** Keys of a new random root. */
    public static EphemeralKeys random() {
        SecureRandom random = new SecureRandom();
        return new EphemeralKeys(KeyId.random(random), Secret.random(random, KeyTree.KEY_LENGTH));
    }

    /**
     * The keys of the same key id whose root differs in one bit.
     *
     * @param bit 0 to {@link #ROOT_BITS} - 1
     */
    public EphemeralKeys withRootBitFlipped(int bit) {
        byte[] other = root.copyBytes();
        other[bit / 8] ^= (byte) (1 << bit % 8);
        return new EphemeralKeys(id, Secret.owning(other));
    }

    @Override
    public KeyId active() {
        return id;
    }

    @Override
    public Secret key(KeyId asked, Purpose purpose) throws KeyUnavailableException {
        if (!asked.equals(id)) {
            throw new KeyUnavailableException(KeyUnavailableException.Reason.UNKNOWN, "no key " + asked + " here");
        }
        return KeyTree.purposeKey(id, root, null, purpose);
    }

    /** The keys of a sealing with this salt. What is kept must be sealed with a fresh one, which only {@link SealingKeys#fresh} draws. */
    public SealingKeys sealingKeys(byte[] salt) {
        try (Secret seal = KeyTree.purposeKey(id, root, null, Purpose.SEAL)) {
            return SealingKeys.of(seal, salt);
        }
    }

    /** Overwrites the root. */
    @Override
    public void close() {
        root.close();
    }
}
