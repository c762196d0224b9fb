package org.dicomseal.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The node's keys, opened from a keystore file (PKCS#12, or BCFKS by the file's extension): a random 256-bit root for each random
 * 16-byte key id, or single purpose keys where that is all this node may have. Thread-safe.
 *
 * <p>Who holds the keystore and its password, and S where the keys need one, can unseal everything. Who loses it can unseal nothing:
 * see {@link #backup}.
 */
public final class Keyring implements KeySource, RootKeySource, AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeystoreFile file;
    private final SecondFactor secondFactor;
    private KeyTable table;

    private Keyring(KeystoreFile file, SecondFactor secondFactor, KeyTable table) {
        this.file = file;
        this.secondFactor = secondFactor;
        this.table = table;
    }

    /**
     * Makes a keystore with one active key. The folder is made too, for its owner only.
     *
     * @throws KeysException if the file exists already, or can't be written
     */
    public static Keyring init(Path keystore, Password password) throws KeysException {
        KeystoreFile file = new KeystoreFile(keystore);
        KeyTable table = new KeyTable(List.of(newRow(null)));
        file.create(table, password);
        return new Keyring(file, SecondFactor.none(), table);
    }

    /**
     * Opens a keystore. The password isn't kept.
     *
     * @throws KeysException if it is missing, open to others than its owner, damaged, or the password is wrong
     */
    public static Keyring open(Path keystore, Password password, SecondFactor secondFactor) throws KeysException {
        KeystoreFile file = new KeystoreFile(keystore);
        return new Keyring(file, secondFactor, file.load(password));
    }

    /**
     * Brings the keys of a backup back. Keys that the keystore has and the backup has not are kept, and so are its states;
     * a keystore that doesn't open with the password is set aside under another name, never deleted.
     *
     * @throws KeysException if the backup can't be opened
     */
    public static Keyring restore(Path keystore, Path backup, Password password) throws KeysException {
        KeystoreFile file = new KeystoreFile(keystore);
        return new Keyring(file, SecondFactor.none(), Backup.restore(new KeystoreFile(backup), file, password));
    }

    @Override
    public synchronized KeyId active() throws KeyUnavailableException {
        return activeRow().id();
    }

    @Override
    public synchronized KeyId newestRoot() throws KeyUnavailableException {
        return activeRow().id();
    }

    private KeyRow activeRow() throws KeyUnavailableException {
        return table.active().orElseThrow(() -> new KeyUnavailableException(
                KeyUnavailableException.Reason.NONE_ACTIVE, "keystore " + file.path() + " has no active key"));
    }

    @Override
    public synchronized Secret key(KeyId id, Purpose purpose) throws KeyUnavailableException {
        KeyRow row = usable(id);
        Secret single = row.purposeKeys().get(purpose);
        if (single != null) {
            return single.copy();
        }
        if (row.root() == null) {
            throw new KeyUnavailableException(KeyUnavailableException.Reason.PURPOSE_NOT_HELD,
                    "this keystore does not hold the " + purpose.label() + " key of " + id);
        }
        if (!row.needsSecondFactor()) {
            return KeyTree.purposeKey(id, row.root(), null, purpose);
        }
        try (Secret factor = secondFactor.of(id).filter(row::isFactor).orElseThrow(() -> new KeyUnavailableException(
                KeyUnavailableException.Reason.LOCKED, "key " + id + " is locked: its second factor (the owner's finger, or the recovery code) was not given yet"))) {
            return KeyTree.purposeKey(id, row.root(), factor, purpose);
        }
    }

    @Override
    public synchronized Secret rootKey(KeyId id, RootPurpose purpose) throws KeyUnavailableException {
        KeyRow row = usable(id);
        if (row.root() == null) {
            throw new KeyUnavailableException(KeyUnavailableException.Reason.PURPOSE_NOT_HELD,
                    "this keystore does not hold the root of " + id);
        }
        return KeyTree.rootKey(id, row.root(), purpose);
    }

    private KeyRow usable(KeyId id) throws KeyUnavailableException {
        KeyRow row = table.row(id).orElseThrow(() -> new KeyUnavailableException(
                KeyUnavailableException.Reason.UNKNOWN, "no key " + id + " in this keystore"));
        if (row.state() == KeyState.DESTROYED) {
            throw new KeyUnavailableException(KeyUnavailableException.Reason.DESTROYED, "key " + id + " was destroyed");
        }
        return row;
    }

    /** What is known of every key, oldest first. */
    public synchronized List<KeyInfo> list() {
        return table.rows().stream().map(row -> new KeyInfo(row.id(), row.state(), row.created(), row.backedUp(),
                row.needsSecondFactor(), row.root() == null ? Set.copyOf(row.purposeKeys().keySet())
                : Set.of(Purpose.values()))).toList();
    }

    /** Whether a verified backup holds the active key. Outside the demo a node doesn't seal before that. */
    public synchronized boolean activeIsBackedUp() {
        return table.active().map(KeyRow::backedUp).orElse(false);
    }

    /** Makes a new active key of a root alone; the one before only decrypts from now on. */
    public KeyId rotate(Password password) throws KeysException {
        return rotate(password, newRow(null));
    }

    /**
     * Makes a new active key whose master key is made with a second factor too; the one before only decrypts from now on.
     *
     * @param secondFactor S, 32 bytes; the keystore keeps no more of it than what tells it from others
     */
    public KeyId rotate(Password password, Secret secondFactor) throws KeysException {
        if (secondFactor.length() != KeyTree.KEY_LENGTH) {
            throw new IllegalArgumentException("a second factor has " + KeyTree.KEY_LENGTH + " bytes, not " + secondFactor.length());
        }
        return rotate(password, newRow(secondFactor));
    }

    private KeyId rotate(Password password, KeyRow fresh) throws KeysException {
        change(password, before -> before
                .mapped(row -> row.state() == KeyState.ACTIVE ? row.withState(KeyState.DECRYPT_ONLY) : row)
                .plus(fresh));
        fresh.close();
        return fresh.id();
    }

    /** The keys that were made with this second factor; empty if it is no key's. */
    public synchronized Set<KeyId> keysOfFactor(Secret secondFactor) {
        return table.rows().stream().filter(row -> row.isFactor(secondFactor)).map(KeyRow::id).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Keeps a second factor in the keystore, beside the roots of its keys: whoever opens the keystore has both then. A stated choice, for
     * nodes that must start unattended.
     */
    public void keepSecondFactor(Secret secondFactor, Password password) throws KeysException {
        change(password, before -> before.mapped(
                row -> row.isFactor(secondFactor) ? row.withFactor(row.factor().keeping(secondFactor)) : row));
    }

    /** Takes all kept second factors out of the keystore and its previous copy; nothing happens if there is none. */
    public void forgetSecondFactors(Password password) throws KeysException {
        if (!keepsSecondFactors()) {
            return;
        }
        change(password, before -> before.mapped(row -> row.withFactor(row.factor().keeping(null))));
        file.overwritePrevious();
    }

    /** Whether any second factor lies in the keystore. */
    public synchronized boolean keepsSecondFactors() {
        return table.rows().stream().anyMatch(row -> row.factor().kept() != null);
    }

    /** The second factor that is kept for a key, if it is; the caller closes it. */
    public synchronized Optional<Secret> keptSecondFactor(KeyId id) {
        return table.row(id).map(row -> row.factor().kept()).map(Secret::copy);
    }

    /** Takes over what other processes have changed in the keystore since. */
    public synchronized void reload(Password password) throws KeysException {
        KeyTable fresh = file.load(password);
        table.close();
        table = fresh;
    }

    /** Where the keystore lies. */
    public Path path() {
        return file.path();
    }

    /**
     * Destroys a key, in the keystore and in its previous copy. Objects sealed with it can never be unsealed again,
     * unless a backup still holds the key: those are out of reach here.
     *
     * @throws KeysException if the key is unknown
     */
    public void destroy(KeyId id, Password password) throws KeysException {
        change(password, before -> {
            before.row(id).orElseThrow(() -> new KeysException("no key " + id + " in this keystore"));
            return before.mapped(row -> row.id().equals(id) ? row.withState(KeyState.DESTROYED) : row);
        });
        file.overwritePrevious();
    }

    /**
     * Writes all keys to a new file under the same password, opens that file again, compares every key, and only then records in the
     * keystore that its keys are backed up. A second factor that is kept in the keystore is not in the backup.
     *
     * @throws KeysException if the file exists, can't be written, or doesn't come back as it was written
     */
    public void backup(Path to, Password password) throws KeysException {
        change(password, before -> Backup.verified(before, new KeystoreFile(to), password));
    }

    /**
     * Writes a keystore that holds single purpose keys only, for a node that may do no more than that; its keys only decrypt.
     *
     * @throws KeysException if the file exists or can't be written, or a key is locked
     */
    public synchronized void exportPurposes(Path to, Set<Purpose> purposes, Password password) throws KeysException {
        KeyTable reduced = new KeyTable(List.of());
        try {
            for (KeyRow row : table.rows()) {
                if (row.state() != KeyState.DESTROYED) {
                    reduced = reduced.plus(reduced(row, purposes));
                }
            }
            new KeystoreFile(to).create(reduced, password);
        } finally {
            reduced.close();
        }
    }

    private KeyRow reduced(KeyRow row, Set<Purpose> purposes) throws KeyUnavailableException {
        Map<Purpose, Secret> keys = new EnumMap<>(Purpose.class);
        for (Purpose purpose : purposes) {
            keys.put(purpose, key(row.id(), purpose));
        }
        return new KeyRow(row.id(), KeyState.DECRYPT_ONLY, row.created(), true, null, keys, KeyRow.Factor.NONE);
    }

    private synchronized void change(Password password, KeystoreFile.Change change) throws KeysException {
        KeyTable after = file.update(password, change);
        table.close();
        table = after;
    }

    private static KeyRow newRow(Secret secondFactor) {
        KeyId id = KeyId.random(RANDOM);
        Secret root = Secret.random(RANDOM, KeyTree.KEY_LENGTH);
        KeyRow.Factor factor = secondFactor == null ? KeyRow.Factor.NONE
                : new KeyRow.Factor(true, KeyTree.factorCheck(id, root, secondFactor), null);
        return new KeyRow(id, KeyState.ACTIVE, Instant.now().truncatedTo(ChronoUnit.SECONDS), false, root, Map.of(), factor);
    }

    /** Overwrites the keys in memory. */
    @Override
    public synchronized void close() {
        table.close();
    }

    @Override
    public String toString() {
        return "Keyring[" + file.path() + "]";
    }
}
