package org.dicomseal.keys;

import java.util.Arrays;

/** Fixed keys for tests, made without a keystore. */
final class TestKeys implements RootKeySource {

    static final KeyId ID = KeyId.parse("00112233445566778899aabbccddeeff");

    static Secret root() {
        return filled(0x5A);
    }

    static Secret filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Secret.owning(bytes);
    }

    @Override
    public KeyId newestRoot() {
        return ID;
    }

    @Override
    public Secret rootKey(KeyId id, RootPurpose purpose) throws KeyUnavailableException {
        if (!id.equals(ID)) {
            throw new KeyUnavailableException(KeyUnavailableException.Reason.UNKNOWN, "no key " + id);
        }
        return KeyTree.rootKey(id, root(), purpose);
    }
}
