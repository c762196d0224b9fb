package org.dicomseal.keys;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Set;

/**
 * A keystore on disk. It is replaced as a whole and atomically, synced before it takes its name; the copy before stays
 * beside it as {@code NAME.previous}. Processes that change it take turns by a lock file.
 */
final class KeystoreFile {

    private static final Object ONE_CHANGE_IN_THIS_PROCESS = new Object();

    private final Path file;
    private final KeystoreFormat format;

    KeystoreFile(Path file) {
        this.file = file.toAbsolutePath();
        this.format = KeystoreFormat.of(file);
    }

    Path path() {
        return file;
    }

    Path previous() {
        return file.resolveSibling(file.getFileName() + ".previous");
    }

    boolean exists() {
        return Files.exists(file);
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
        OwnerOnly.check(file);
        byte[] content = null;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            content = format.read(in, password.chars());
            if (content == null) {
                throw new KeysException("keystore " + file + " holds no keyring");
            }
            return KeyTable.decoded(content);
        } catch (IOException e) {
            boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
            throw new KeysException("keystore " + file + (wrong ? ": wrong password" : " can't be read: damaged, or the password is wrong"), e);
        } catch (GeneralSecurityException e) {
            throw new KeysException("keystore " + file + " can't be opened: " + e.getMessage(), e);
        } finally {
            if (content != null) {
                Arrays.fill(content, (byte) 0);
            }
        }
    }

    /** Writes a new keystore; one that exists is never touched. */
    void create(KeyTable table, Password password) throws KeysException {
        try {
            if (file.getParent() != null && !Files.exists(file.getParent())) {
                Files.createDirectories(file.getParent(), OwnerOnly.folderAttributes());
            }
            locked(() -> {
                if (exists()) {
                    throw new KeysException("keystore " + file + " exists already");
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
        return locked(() -> {
            try (KeyTable before = load(password)) {
                KeyTable after = change.apply(before).copy();
                replace(after, password);
                return after;
            }
        });
    }

    /** After a key was destroyed: the previous copy would still hold it. */
    void overwritePrevious() throws KeysException {
        try {
            copyInPlace(file, previous());
            syncFolder();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Keeps a keystore that can't be opened under a name that nothing overwrites, and gives that name. */
    Path setAside() throws KeysException {
        try {
            for (int i = 1; ; i++) {
                Path aside = file.resolveSibling(file.getFileName() + ".unreadable-" + i);
                if (!Files.exists(aside)) {
                    return Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private interface Locked<T> {
        T run() throws KeysException, IOException;
    }

    private <T> T locked(Locked<T> work) throws KeysException {
        synchronized (ONE_CHANGE_IN_THIS_PROCESS) {
            Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
            Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(lockFile, options, OwnerOnly.fileAttributes());
                 FileLock lock = channel.lock()) {
                return lock.isValid() ? work.run() : null;
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private void replace(KeyTable table, Password password) throws KeysException, IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (Secret content = table.encoded(); FileChannel channel = newFile(next)) {
            format.write(content.raw(), password.chars(), Channels.newOutputStream(channel));
            channel.force(true);
        } catch (GeneralSecurityException e) {
            throw new KeysException("keystore " + file + " can't be encrypted: " + e.getMessage(), e);
        }
        if (exists()) {
            copyInPlace(file, previous());
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    private static void copyInPlace(Path from, Path to) throws IOException {
        Path next = to.resolveSibling(to.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel channel = newFile(next)) {
            Files.copy(from, Channels.newOutputStream(channel));
            channel.force(true);
        }
        Files.move(next, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileChannel newFile(Path path) throws IOException {
        return FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.fileAttributes());
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private KeysException failed(IOException e) {
        return new KeysException("keystore " + file + " can't be written: " + e.getMessage(), e);
    }
}
