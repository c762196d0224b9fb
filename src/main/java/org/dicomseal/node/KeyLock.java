package org.dicomseal.node;

import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.Secret;

/** Whether the key that seals waits for its owner's finger. */
final class KeyLock {

    private final KeySource keys;

    KeyLock(KeySource keys) {
        this.keys = keys;
    }

    boolean isLocked() {
        try (Secret seal = keys.key(keys.active(), Purpose.SEAL)) {
            return seal.length() == 0;
        } catch (KeyUnavailableException e) {
            return e.reason() == KeyUnavailableException.Reason.LOCKED;
        }
    }
}
