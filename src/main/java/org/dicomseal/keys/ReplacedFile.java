package org.dicomseal.keys;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A small file, for its owner only, that is always whole: it is replaced atomically, synced before it takes its name, and the copy before
 * stays beside it as {@code NAME.previous}. Processes that change it take turns by {@link #locked}.
 */
public final class ReplacedFile {

    private static final Object ONE_CHANGE_IN_THIS_PROCESS = new Object();

    private final Path file;

    public ReplacedFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    public Path path() {
        return file;
    }

    public Path previous() {
        return file.resolveSibling(file.getFileName() + ".previous");
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** Writes the content to come. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws KeysException, IOException;
    }

    /** What is done while nobody else changes the file. */
    @FunctionalInterface
    public interface Locked<T> {
        T run() throws KeysException, IOException;
    }

    /** Makes the folder, if need be, for its owner only. */
    public void makeFolder() throws IOException {
        if (!Files.exists(file.getParent())) {
            Files.createDirectories(file.getParent(), OwnerOnly.folderAttributes());
        }
    }

    /** Runs while no other thread or process holds this file's lock, {@code NAME.lock} beside it. Not reentrant. */
    public <T> T locked(Locked<T> work) throws KeysException, IOException {
        synchronized (ONE_CHANGE_IN_THIS_PROCESS) {
            Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
            Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(lockFile, options, OwnerOnly.fileAttributes());
                 FileLock lock = channel.lock()) {
                return lock.isValid() ? work.run() : null;
            }
        }
    }

    /** Replaces the file, or makes it; to be called within {@link #locked}. */
    public void replace(Content content) throws KeysException, IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel channel = newFile(next)) {
            content.writeTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
        if (exists()) {
            copyOver(previous());
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    /** Makes the previous copy the same as the file: what must not be had any more is gone from both. */
    public void overwritePrevious() throws IOException {
        copyOver(previous());
        syncFolder();
    }

    private void copyOver(Path to) throws IOException {
        Path next = to.resolveSibling(to.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel channel = newFile(next)) {
            Files.copy(file, Channels.newOutputStream(channel));
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
}
