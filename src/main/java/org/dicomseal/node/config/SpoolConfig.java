package org.dicomseal.node.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The spool.
 *
 * @param encrypt  whether its files are encrypted under a key of the node
 * @param lowDisk  bytes of the file system that stay free
 * @param maxBytes most bytes of waiting objects
 * @param database PostgreSQL for several nodes; empty for the embedded one
 */
public record SpoolConfig(Path folder, boolean encrypt, long lowDisk, long maxBytes, Optional<Database> database) {

    /** A PostgreSQL database; its password is in a file, or in {@link #PASSWORD_ENVIRONMENT}. */
    public record Database(String url, String user, Optional<Path> passwordFile) {
    }

    public static final String PASSWORD_ENVIRONMENT = "DICOMSEAL_DATABASE_PASSWORD";
}
