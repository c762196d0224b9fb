package org.dicomseal.node.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The keystore.
 *
 * @param passwordFile  its first line is the password, unless that is in the environment
 * @param requireBackup whether the node refuses to seal before a backup was verified
 * @param locked        what is done with objects that come while the keystore is locked
 * @param unattended    whether what the finger gives is kept in the keystore, so that the node starts without it
 */
public record KeystoreConfig(Path path, Optional<Path> passwordFile, boolean requireBackup, WhenLocked locked, boolean unattended) {
}
