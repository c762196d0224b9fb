package org.dicomseal.node.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The keystore.
 *
 * @param passwordFile  its first line is the password, unless that is in the environment
 * @param requireBackup whether the node refuses to seal before a backup was verified
 */
public record KeystoreConfig(Path path, Optional<Path> passwordFile, boolean requireBackup) {
}
