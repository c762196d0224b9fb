package org.dicomseal.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        KeyTable table = new KeyTable(List.of(newRow(false)));
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
        try (Secret factor = secondFactor.of(id).orElseThrow(() -> new KeyUnavailableException(
                KeyUnavailableException.Reason.LOCKED, "key " + id + " is locked: its second factor was not given yet"))) {
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

    /**
     * Makes a new active key; the one before only decrypts from now on.
     *
     * @param needsSecondFactor whether the new key's master key is made with the second factor too
     */
    public KeyId rotate(Password password, boolean needsSecondFactor) throws KeysException {
        KeyRow fresh = newRow(needsSecondFactor);
        change(password, before -> before
                .mapped(row -> row.state() == KeyState.ACTIVE ? row.withState(KeyState.DECRYPT_ONLY) : row)
                .plus(fresh));
        fresh.close();
        return fresh.id();
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
     * keystore that its keys are backed up.
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
        return new KeyRow(row.id(), KeyState.DECRYPT_ONLY, row.created(), false, true, null, keys);
    }

    private synchronized void change(Password password, KeystoreFile.Change change) throws KeysException {
        KeyTable after = file.update(password, change);
        table.close();
        table = after;
    }

    private static KeyRow newRow(boolean needsSecondFactor) {
        Instant created = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return KeyRow.ofRoot(KeyId.random(RANDOM), created, needsSecondFactor, Secret.random(RANDOM, KeyTree.KEY_LENGTH));
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
