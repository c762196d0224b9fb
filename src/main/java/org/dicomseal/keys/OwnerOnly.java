package org.dicomseal.keys;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner may touch. Where the file system has no POSIX permissions, nothing is checked. */
public final class OwnerOnly {

    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private OwnerOnly() {
    }

    /**
     * Checks that nobody but the owner may read or write the file.
     *
     * @throws KeysException if it is missing or open to others
     */
    public static void check(Path file) throws KeysException {
        try {
            if (POSIX && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new KeysException(file + " is open to others than its owner: chmod 600 it");
            }
            if (!Files.isRegularFile(file)) {
                throw new KeysException(file + " is not a file");
            }
        } catch (NoSuchFileException e) {
            throw new KeysException(file + " does not exist");
        } catch (IOException e) {
            throw new KeysException(file + " can't be looked at: " + e.getMessage(), e);
        }
    }

    /** For new files. */
    public static FileAttribute<?>[] fileAttributes() {
        return attributes("rw-------");
    }

    /** For new folders. */
    public static FileAttribute<?>[] folderAttributes() {
        return attributes("rwx------");
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
