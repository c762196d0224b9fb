package org.dicomseal.keys;

import java.util.Optional;

/**
 * Gives the second factor S (32 bytes) that, beside the root, makes the master key.
 * A key that was made without a second factor never asks for one.
 */
@FunctionalInterface
public interface SecondFactor {

    /** S for the key, or empty while nobody has unlocked it. The caller owns the secret and closes it. */
    Optional<Secret> of(KeyId id);

    /** Nobody unlocks anything: keys that need a second factor stay locked. */
    static SecondFactor none() {
        return id -> Optional.empty();
    }
}
