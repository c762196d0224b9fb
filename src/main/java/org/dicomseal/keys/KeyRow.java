package org.dicomseal.keys;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * One key of a keyring as it is stored.
 *
 * @param needsSecondFactor whether the master key was made of root and second factor
 * @param backedUp          whether a verified backup or the restored file holds it
 * @param root              32 bytes; null where only purpose keys are held, or once destroyed
 * @param purposeKeys       single purpose keys, held in place of the root
 */
record KeyRow(KeyId id, KeyState state, Instant created, boolean needsSecondFactor, boolean backedUp,
              Secret root, Map<Purpose, Secret> purposeKeys) implements AutoCloseable {

    static KeyRow ofRoot(KeyId id, Instant created, boolean needsSecondFactor, Secret root) {
        return new KeyRow(id, KeyState.ACTIVE, created, needsSecondFactor, false, root, Map.of());
    }

    KeyRow withState(KeyState next) {
        return next == KeyState.DESTROYED
                ? new KeyRow(id, next, created, needsSecondFactor, backedUp, null, Map.of())
                : new KeyRow(id, next, created, needsSecondFactor, backedUp, root, purposeKeys);
    }

    KeyRow withBackup() {
        return new KeyRow(id, state, created, needsSecondFactor, true, root, purposeKeys);
    }

    /** The row with its own copies of all key material. */
    KeyRow copy() {
        Map<Purpose, Secret> keys = new EnumMap<>(Purpose.class);
        purposeKeys.forEach((purpose, key) -> keys.put(purpose, key.copy()));
        return new KeyRow(id, state, created, needsSecondFactor, backedUp, root == null ? null : root.copy(), keys);
    }

    /** Whether both hold the same key material, whatever their states. */
    boolean holdsSameAs(KeyRow other) {
        if (!id.equals(other.id) || (root == null) != (other.root == null)
                || !purposeKeys.keySet().equals(other.purposeKeys.keySet())) {
            return false;
        }
        boolean same = root == null || root.sameAs(other.root);
        for (Map.Entry<Purpose, Secret> entry : purposeKeys.entrySet()) {
            same &= entry.getValue().sameAs(other.purposeKeys.get(entry.getKey()));
        }
        return same;
    }

    @Override
    public void close() {
        if (root != null) {
            root.close();
        }
        purposeKeys.values().forEach(Secret::close);
    }
}
