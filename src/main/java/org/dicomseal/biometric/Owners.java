package org.dicomseal.biometric;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeyInfo;
import org.dicomseal.keys.KeyState;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.Secret;

/**
 * A keystore and the owners whose fingers its keys need: opens both, holds the second factors that were given, and derives the owners'
 * codes. It never looks at a finger, so it never loads the network: see {@link FingerUnlock} and {@link OwnerEnrolment}. Thread-safe.
 */
public final class Owners implements AutoCloseable {

    private final Keyring keyring;
    private final UnlockedSecrets secrets;
    private final OwnersFile file;
    private volatile List<OwnerEntry> entries;

    private Owners(Keyring keyring, UnlockedSecrets secrets, OwnersFile file, List<OwnerEntry> entries) {
        this.keyring = keyring;
        this.secrets = secrets;
        this.file = file;
        this.entries = entries;
    }

    /**
     * Opens a keystore, and the file of owners beside it if there is one. Keys that need a finger are locked.
     *
     * @throws KeysException if one of them can't be opened
     */
    public static Owners open(Path keystore, Password password) throws KeysException {
        UnlockedSecrets secrets = new UnlockedSecrets();
        Keyring keyring = Keyring.open(keystore, password, secrets);
        try {
            OwnersFile file = new OwnersFile(OwnersFile.beside(keystore), keyring);
            return new Owners(keyring, secrets, file, file.read());
        } catch (KeysException | RuntimeException e) {
            keyring.close();
            throw e;
        }
    }

    /**
     * Brings a backup's keys back, and the owners from the file beside it, if there is one.
     *
     * @throws KeysException if the backup can't be opened
     */
    public static Owners restore(Path keystore, Path backup, Password password) throws KeysException {
        try (Keyring keyring = Keyring.restore(keystore, backup, password)) {
            Path saved = OwnersFile.beside(backup);
            if (Files.exists(saved)) {
                new OwnersFile(OwnersFile.beside(keystore), keyring).addFrom(new OwnersFile(saved, keyring));
            }
        }
        return open(keystore, password);
    }

    /**
     * Writes keys and owners to a new file and the one beside it, and reads them back; only then do the keys count as backed up.
     *
     * @return where the owners went; empty if there are none
     */
    public Optional<Path> backup(Path to, Password password) throws KeysException {
        if (Files.exists(to)) {
            throw new KeysException(to + " exists already");
        }
        boolean copied = file.copyTo(OwnersFile.beside(to));
        keyring.backup(to, password);
        return copied ? Optional.of(OwnersFile.beside(to)) : Optional.empty();
    }

    /** The keys; closed together with this. */
    public Keyring keyring() {
        return keyring;
    }

    /** Every enrolment, revoked ones too, in the order in which they were made. */
    public List<OwnerInfo> list() {
        return entries.stream().map(OwnerEntry::info).toList();
    }

    /** Whose finger a key needs; empty for a key of the root alone, or one whose owner isn't known here. */
    public Optional<OwnerInfo> ownerOf(KeyId key) {
        return entries.stream().filter(entry -> entry.keys().contains(key)).findFirst().map(OwnerEntry::info);
    }

    /** Whether a key needs a finger that was not shown yet. */
    public boolean isLocked(KeyInfo key) {
        return key.needsSecondFactor() && key.state() != KeyState.DESTROYED && !secrets.has(key.id());
    }

    /** Whether nothing can be sealed now, because the active key is locked. */
    public boolean isLocked() {
        return keyring.list().stream().anyMatch(key -> key.state() == KeyState.ACTIVE && isLocked(key));
    }

    /**
     * Believes a secret if it is the second factor of any key here.
     *
     * @param secret 32 bytes; copied
     * @return the keys that it opens; empty if it is none of theirs, and then nothing has changed
     */
    public Set<KeyId> unlock(Secret secret) {
        Set<KeyId> opened = keyring.keysOfFactor(secret);
        opened.forEach(id -> secrets.put(id, secret));
        return opened;
    }

    /** Takes the second factors that the keystore keeps, where that was chosen; the keys that are open now. */
    public Set<KeyId> unlockUnattended() {
        Set<KeyId> opened = new HashSet<>();
        for (KeyInfo key : keyring.list()) {
            keyring.keptSecondFactor(key.id()).ifPresent(kept -> {
                try (kept) {
                    opened.addAll(unlock(kept));
                }
            });
        }
        return opened;
    }

    /**
     * The code that watermarks under a key carry: fits {@code seal.OwnerCodes}.
     *
     * @return 128 bytes; empty if the key has no owner
     * @throws KeyUnavailableException if it has one, and is locked or doesn't hold the owner purpose
     */
    public Optional<byte[]> code(KeyId key) throws KeyUnavailableException {
        Optional<OwnerInfo> owner = ownerOf(key);
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        try (Secret ownerKey = keyring.key(key, Purpose.OWNER)) {
            return Optional.of(OwnerCode.derive(ownerKey, owner.get().owner(), owner.get().generation()));
        }
    }

    /** The codes of all owners under all keys that are unlocked. */
    public List<OwnedCode> codes() {
        List<OwnedCode> codes = new ArrayList<>();
        for (OwnerEntry entry : entries) {
            for (KeyId key : entry.keys()) {
                try {
                    code(key).ifPresent(code -> codes.add(new OwnedCode(entry.owner(), entry.generation(), entry.active(), key, code)));
                } catch (KeyUnavailableException e) {
                    // Locked or destroyed: this one can't be told now.
                    continue;
                }
            }
        }
        return codes;
    }

    /** Takes over what other processes have changed in the keystore and the file of owners; what is unlocked stays so. */
    public synchronized void reload(Password password) throws KeysException {
        keyring.reload(password);
        entries = file.read();
        for (KeyInfo key : keyring.list()) {
            secrets.of(key.id()).ifPresent(secret -> {
                try (secret) {
                    unlock(secret);
                }
            });
        }
    }

    List<OwnerEntry> entries() {
        return entries;
    }

    synchronized void update(UnaryOperator<List<OwnerEntry>> change) throws KeysException {
        entries = file.update(change);
    }

    /** Overwrites the keys and secrets in memory. */
    @Override
    public void close() {
        secrets.close();
        keyring.close();
    }
}
