package org.dicomseal.keys;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;

/** A keystore on disk, always whole: see {@link ReplacedFile}. */
final class KeystoreFile {

    private final ReplacedFile file;
    private final KeystoreFormat format;

    KeystoreFile(Path file) {
        this.file = new ReplacedFile(file);
        this.format = KeystoreFormat.of(file);
    }

    Path path() {
        return file.path();
    }

    Path previous() {
        return file.previous();
    }

    boolean exists() {
        return file.exists();
    }

    /** What a change does to the table: gives the table to store, which may share secrets with the one it got. */
    @FunctionalInterface
    interface Change {
        KeyTable apply(KeyTable table) throws KeysException;
    }

    /**
     * Opens the keystore.
     *
     * @throws KeysException if it is missing, open to others, damaged, of another kind, or the password is wrong
     */
    KeyTable load(Password password) throws KeysException {
        OwnerOnly.check(path());
        byte[] content = null;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path()))) {
            content = format.read(in, password.chars());
            if (content == null) {
                throw new KeysException("keystore " + path() + " holds no keyring");
            }
            return KeyTable.decoded(content);
        } catch (IOException e) {
            boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
            throw new KeysException("keystore " + path() + (wrong ? ": wrong password" : " can't be read: damaged, or the password is wrong"), e);
        } catch (GeneralSecurityException e) {
            throw new KeysException("keystore " + path() + " can't be opened: " + e.getMessage(), e);
        } finally {
            if (content != null) {
                Arrays.fill(content, (byte) 0);
            }
        }
    }

    /** Writes a new keystore; one that exists is never touched. */
    void create(KeyTable table, Password password) throws KeysException {
        try {
            file.makeFolder();
            file.locked(() -> {
                if (exists()) {
                    throw new KeysException("keystore " + path() + " exists already");
                }
                replace(table, password);
                return null;
            });
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Loads, changes and replaces the keystore; gives the table as stored, with secrets of its own. */
    KeyTable update(Password password, Change change) throws KeysException {
        try {
            return file.locked(() -> {
                try (KeyTable before = load(password)) {
                    KeyTable after = change.apply(before).copy();
                    replace(after, password);
                    return after;
                }
            });
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** After something was destroyed: the previous copy would still hold it. */
    void overwritePrevious() throws KeysException {
        try {
            file.overwritePrevious();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Keeps a keystore that can't be opened under a name that nothing overwrites, and gives that name. */
    Path setAside() throws KeysException {
        try {
            for (int i = 1; ; i++) {
                Path aside = path().resolveSibling(path().getFileName() + ".unreadable-" + i);
                if (!Files.exists(aside)) {
                    return Files.move(path(), aside, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void replace(KeyTable table, Password password) throws KeysException, IOException {
        try (Secret content = table.encoded()) {
            file.replace(out -> {
                try {
                    format.write(content.raw(), password.chars(), out);
                } catch (GeneralSecurityException e) {
                    throw new KeysException("keystore " + path() + " can't be encrypted: " + e.getMessage(), e);
                }
            });
        }
    }

    private KeysException failed(IOException e) {
        return new KeysException("keystore " + path() + " can't be written: " + e.getMessage(), e);
    }
}
