package org.dicomseal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.dicomseal.keys.KeyInfo;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.SecondFactor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys}: makes, backs up and restores the keystore. A lost keystore is a lost archive. */
@Command(name = "keys", description = "Makes, lists, backs up and restores the keystore.", mixinStandardHelpOptions = true)
final class KeysCommand {

    @Mixin
    private KeystoreOptions options;

    @Spec
    private CommandSpec spec;

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Makes a keystore with one active key. */
    @Command(name = "init", description = "Makes a keystore with one active key.", mixinStandardHelpOptions = true)
    int init() throws KeysException {
        Path keystore = options.keystore();
        try (Password password = options.password(); Keyring ring = Keyring.init(keystore, password)) {
            out().println("made " + keystore + " with key " + ring.list().get(0).id());
            out().println("Now back it up and keep the copy elsewhere: without it every sealed image is lost.");
            out().println("  java -jar dicomseal.jar keys backup FILE");
            return 0;
        }
    }

    /** Lists what may be told of each key. */
    @Command(name = "list", description = "Lists the keys, oldest first.", mixinStandardHelpOptions = true)
    int list() throws KeysException {
        try (Password password = options.password();
                Keyring ring = Keyring.open(options.keystore(), password, SecondFactor.none())) {
            for (KeyInfo key : ring.list()) {
                out().printf("%s  %-12s  made %s  %s  purposes %s%n", key.id(),
                        key.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), key.created(),
                        key.backedUp() ? "backed up" : "NOT backed up", key.purposes());
            }
            return 0;
        }
    }

    /** Writes all keys to a new file, reads it back and compares, and only then counts them as backed up. */
    @Command(name = "backup", description = "Writes all keys to FILE, under the same password, and verifies it.",
            mixinStandardHelpOptions = true)
    int backup(@Parameters(paramLabel = "FILE") Path file) throws KeysException {
        try (Password password = options.password();
                Keyring ring = Keyring.open(options.keystore(), password, SecondFactor.none())) {
            ring.backup(file, password);
            out().println("wrote and verified " + file + ": " + ring.list().size() + " key(s)");
            return 0;
        }
    }

    /** Brings the keys of a backup back; keys that the keystore has already are kept. */
    @Command(name = "restore", description = "Brings the keys in FILE back into the keystore.", mixinStandardHelpOptions = true)
    int restore(@Parameters(paramLabel = "FILE") Path file) throws KeysException {
        try (Password password = options.password(); Keyring ring = Keyring.restore(options.keystore(), file, password)) {
            out().println("restored " + options.keystore() + ": " + ring.list().size() + " key(s)");
            return 0;
        }
    }
}
