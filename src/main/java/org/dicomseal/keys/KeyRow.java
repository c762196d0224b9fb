package org.dicomseal.keys;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * One key of a keyring as it is stored.
 *
 * @param backedUp    whether a verified backup or the restored file holds it
 * @param root        32 bytes; null where only purpose keys are held, or once destroyed
 * @param purposeKeys single purpose keys, held in place of the root
 * @param factor      how the second factor is known that the master key was made with; {@link Factor#NONE} for a key of the root alone
 */
record KeyRow(KeyId id, KeyState state, Instant created, boolean backedUp, Secret root, Map<Purpose, Secret> purposeKeys,
              Factor factor) implements AutoCloseable {

    /**
     * What a row knows of its second factor.
     *
     * @param needed whether there is one
     * @param check  what {@link KeyTree#factorCheck} gave for it; null where it isn't known
     * @param kept   the second factor itself, where it was chosen to keep it beside the root; else null
     */
    record Factor(boolean needed, Secret check, Secret kept) {

        static final Factor NONE = new Factor(false, null, null);
        static final Factor UNKNOWN = new Factor(true, null, null);

        Factor keeping(Secret secondFactor) {
            return new Factor(needed, check, secondFactor);
        }

        private Factor copy() {
            return new Factor(needed, check == null ? null : check.copy(), kept == null ? null : kept.copy());
        }

        private void close() {
            if (check != null) {
                check.close();
            }
            if (kept != null) {
                kept.close();
            }
        }
    }

    boolean needsSecondFactor() {
        return factor.needed();
    }

    /** Whether this is the second factor that the key was made with. */
    boolean isFactor(Secret candidate) {
        if (root == null || factor.check() == null) {
            return false;
        }
        try (Secret check = KeyTree.factorCheck(id, root, candidate)) {
            return check.sameAs(factor.check());
        }
    }

    KeyRow withState(KeyState next) {
        return next == KeyState.DESTROYED
                ? new KeyRow(id, next, created, backedUp, null, Map.of(), factor.needed() ? Factor.UNKNOWN : Factor.NONE)
                : new KeyRow(id, next, created, backedUp, root, purposeKeys, factor);
    }

    KeyRow withBackup() {
        return new KeyRow(id, state, created, true, root, purposeKeys, factor);
    }

    KeyRow withFactor(Factor next) {
        return new KeyRow(id, state, created, backedUp, root, purposeKeys, next);
    }

    /** The row with its own copies of all key material. */
    KeyRow copy() {
        Map<Purpose, Secret> keys = new EnumMap<>(Purpose.class);
        purposeKeys.forEach((purpose, key) -> keys.put(purpose, key.copy()));
        return new KeyRow(id, state, created, backedUp, root == null ? null : root.copy(), keys, factor.copy());
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
        factor.close();
    }
}
