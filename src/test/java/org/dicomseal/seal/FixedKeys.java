package org.dicomseal.seal;

import java.util.Arrays;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.Secret;

/** One fixed key a purpose, without a keystore. */
final class FixedKeys implements KeySource {

    static final FixedKeys ONE = new FixedKeys(1);
    static final FixedKeys TWO = new FixedKeys(2);

    private final KeyId id;
    private final int fill;

    private FixedKeys(int fill) {
        byte[] bytes = new byte[KeyId.LENGTH];
        Arrays.fill(bytes, (byte) fill);
        this.id = KeyId.of(bytes);
        this.fill = fill;
    }

    /** A key of the same id as ONE, but with other bytes. */
    static KeySource impostor() {
        return new KeySource() {
            @Override
            public KeyId active() {
                return ONE.id;
            }

            @Override
            public Secret key(KeyId id, Purpose purpose) {
                return filled(99);
            }
        };
    }

    @Override
    public KeyId active() {
        return id;
    }

    @Override
    public Secret key(KeyId asked, Purpose purpose) throws KeyUnavailableException {
        if (!asked.equals(id)) {
            throw new KeyUnavailableException(KeyUnavailableException.Reason.UNKNOWN, "no key " + asked);
        }
        return filled(10 * fill + purpose.ordinal());
    }

    private static Secret filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Secret.owning(bytes);
    }
}
