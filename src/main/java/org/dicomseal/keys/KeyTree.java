package org.dicomseal.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How every key comes from a root.
 * <pre>
 * M            = HKDF-Extract("DICOMSEAL/1", root || S)         S: second factor, 32 bytes or absent
 * purpose key  = HKDF-Expand(M, "DICOMSEAL/1/" || purpose || 0x00 || key id, 32)
 * check of S   = HKDF-Expand(M, "DICOMSEAL/1/check" || 0x00 || key id, 32)
 * R            = HKDF-Extract("DICOMSEAL/1/root", root)
 * root purpose = HKDF-Expand(R, "DICOMSEAL/1/root/" || purpose || 0x00 || key id, 32)
 * </pre>
 * M and R use different salts, so that a key made without a second factor shares nothing with the keys of the root alone.
 */
final class KeyTree {

    /** Length of a root, of a second factor and of every derived key, in bytes. */
    static final int KEY_LENGTH = 32;

    private static final byte[] MASTER_SALT = ascii("DICOMSEAL/1");
    private static final byte[] ROOT_SALT = ascii("DICOMSEAL/1/root");

    private KeyTree() {
    }

    /** The key of the purpose; {@code secondFactor} is null where the key has none. */
    static Secret purposeKey(KeyId id, Secret root, Secret secondFactor, Purpose purpose) {
        return fromMaster(id, root, secondFactor, purpose.label());
    }

    /** What tells the right second factor of a key from any other; worth nothing without root and second factor. */
    static Secret factorCheck(KeyId id, Secret root, Secret secondFactor) {
        return fromMaster(id, root, secondFactor, "check");
    }

    private static Secret fromMaster(KeyId id, Secret root, Secret secondFactor, String label) {
        byte[] material = secondFactor == null ? root.copyBytes() : concatenated(root.raw(), secondFactor.raw());
        try (Secret master = Hkdf.extract(MASTER_SALT, material)) {
            return Hkdf.expand(master, info("DICOMSEAL/1/" + label, id), KEY_LENGTH);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    /** The key of the purpose that comes from the root alone. */
    static Secret rootKey(KeyId id, Secret root, RootPurpose purpose) {
        try (Secret master = Hkdf.extract(ROOT_SALT, root.raw())) {
            return Hkdf.expand(master, info("DICOMSEAL/1/root/" + purpose.label(), id), KEY_LENGTH);
        }
    }

    private static byte[] info(String label, KeyId id) {
        return concatenated(ascii(label + "\0"), id.bytes());
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
