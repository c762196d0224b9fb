package org.dicomseal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.biometric.Owners;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.KeystoreConfig;
import org.dicomseal.node.config.NodeConfig;
import picocli.CommandLine.Option;

/** Where a command finds the keystore and its password: its own options first, then the configuration. */
final class KeystoreOptions {

    private static final Path CONFIGURATION = Path.of("conf", "node.yaml");
    private static final Path KEYSTORE = Path.of("keystore", "node.p12");

    @Option(names = "--conf", paramLabel = "FILE", description = "the configuration (default: conf/node.yaml)")
    private Path configuration;

    @Option(names = "--keystore", paramLabel = "FILE", description = "the keystore (default: as configured)")
    private Path keystore;

    /** The keystore's path. */
    Path keystore() throws KeysException {
        return keystore != null ? keystore : configured().map(KeystoreConfig::path).orElse(KEYSTORE);
    }

    /** The password, from the environment or from the configured file. */
    Password password() throws KeysException {
        return Password.find(configured().flatMap(KeystoreConfig::passwordFile).orElse(null));
    }

    /** Whether what the finger gives is kept in the keystore. */
    boolean unattended() throws KeysException {
        return configured().map(KeystoreConfig::unattended).orElse(false);
    }

    /** Opens the keystore with its owners; keys that need a finger are locked, unless the configuration says otherwise. */
    Owners open() throws KeysException {
        try (Password password = password()) {
            Owners owners = Owners.open(keystore(), password);
            if (unattended()) {
                owners.unlockUnattended();
            }
            return owners;
        }
    }

    /** Every name under which the configured peers are, or could be, traced. */
    Set<String> recipients() throws KeysException {
        Set<String> names = new LinkedHashSet<>();
        node().ifPresent(config -> config.peers().values().forEach(peer -> {
            peer.trace().ifPresent(names::add);
            names.add(peer.name());
        }));
        return names;
    }

    private Optional<KeystoreConfig> configured() throws KeysException {
        return node().map(NodeConfig::keystore);
    }

    /** The configuration; without a configuration the defaults hold, unless one was asked for by name. */
    private Optional<NodeConfig> node() throws KeysException {
        Path file = configuration != null ? configuration : CONFIGURATION;
        if (configuration == null && !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(NodeConfig.load(file));
        } catch (ConfigException | IOException e) {
            throw new KeysException(e.getMessage(), e);
        }
    }
}
