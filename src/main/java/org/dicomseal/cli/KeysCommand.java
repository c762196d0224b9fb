package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dicomseal.biometric.OwnerEnrolment;
import org.dicomseal.biometric.OwnerInfo;
import org.dicomseal.biometric.Owners;
import org.dicomseal.biometric.OwnersException;
import org.dicomseal.keys.KeyInfo;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.PasscodeHash;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        try (Password password = options.password(); Owners owners = Owners.open(options.keystore(), password)) {
            for (KeyInfo key : owners.keyring().list()) {
                out().printf("%s  %-12s  made %s  %s  %s  purposes %s%n", key.id(),
                        key.state().name().toLowerCase(Locale.ROOT).replace('_', '-'), key.created(),
                        key.backedUp() ? "backed up" : "NOT backed up", finger(owners, key), key.purposes());
            }
            return 0;
        }
    }

    private static String finger(Owners owners, KeyInfo key) {
        if (!key.needsSecondFactor()) {
            return "needs no finger";
        }
        return owners.ownerOf(key.id()).map(owner -> "needs the finger of " + owner.owner() + ", enrolment " + owner.generation())
                .orElse("needs a finger that is not known here, or its recovery code");
    }

    /** Makes a new active key; the one before only unseals from now on. */
    @Command(name = "rotate", mixinStandardHelpOptions = true,
            description = {"Makes a new active key for the same owner, which takes the finger or the recovery code.",
                "Without an owner, or with --without-finger, the key is the keystore's alone."})
    int rotate(@Mixin FingerOptions finger,
            @Option(names = "--without-finger", description = "a key that needs no finger; what it seals has no owner, and is not marked") boolean rootOnly)
            throws IOException, KeysException {
        KeyChange change = new KeyChange(options, out());
        try (Password password = options.password(); Owners owners = Owners.open(options.keystore(), password)) {
            OwnerEnrolment enrolment = new OwnerEnrolment(owners);
            List<String> active = owners.list().stream().filter(OwnerInfo::active).map(OwnerInfo::owner).toList();
            if (rootOnly || active.isEmpty()) {
                out().println("new key " + enrolment.rotateWithoutFinger(password) + " needs no finger");
                change.newKey(List.of());
                return 0;
            }
            if (!finger.isGiven()) {
                throw new IOException("a new key for " + String.join(" or ", active) + " takes --finger IMAGE or --recovery-code; "
                        + "--without-finger makes one that has no owner");
            }
            if (finger.owner() == null && active.size() > 1) {
                throw new IOException("say for whom, with --owner: " + String.join(", ", active));
            }
            String owner = finger.owner() == null ? active.get(0) : finger.owner();
            List<Secret> secrets = finger.unlock(owners);
            out().println("new key " + enrolment.rotate(owner, secrets.get(0), password) + " needs the finger of " + owner);
            change.keepOrForget(owners, secrets, password);
            change.newKey(secrets);
            secrets.forEach(Secret::close);
            return 0;
        } catch (OwnersException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Writes all keys to a new file, reads it back and compares, and only then counts them as backed up. */
    @Command(name = "backup", description = "Writes all keys to FILE, under the same password, and the owners beside it, and verifies both.",
            mixinStandardHelpOptions = true)
    int backup(@Parameters(paramLabel = "FILE") Path file) throws IOException, KeysException {
        try (Password password = options.password(); Owners owners = Owners.open(options.keystore(), password)) {
            Optional<Path> beside = owners.backup(file, password);
            out().println("wrote and verified " + file + ": " + owners.keyring().list().size() + " key(s)");
            beside.ifPresent(path -> out().println("wrote and verified " + path + ": the owners; keep it beside the other. Without it only the recovery "
                    + "code opens keys that need a finger"));
            new KeyChange(options, out()).backedUp();
            return 0;
        }
    }

    /** Prints the line of a users' file; the passcode is typed, or the first line of the standard input. Never on the command line. */
    @Command(name = "passcode", description = "Reads a passcode and prints the line for NAME in a peer's file of users.",
            mixinStandardHelpOptions = true)
    int passcode(@Parameters(paramLabel = "NAME") String name,
            @Option(names = "--stdin", description = "take the passcode from the standard input") boolean stdin) throws KeysException {
        char[] passcode = stdin ? Passcodes.firstLine() : Passcodes.typed();
        try {
            out().println(name.strip() + " " + PasscodeHash.of(passcode));
            return 0;
        } finally {
            Arrays.fill(passcode, '\0');
        }
    }

    /** Brings the keys of a backup back; keys that the keystore has already are kept. */
    @Command(name = "restore", description = "Brings the keys in FILE back into the keystore, and the owners from the file beside it.",
            mixinStandardHelpOptions = true)
    int restore(@Parameters(paramLabel = "FILE") Path file) throws IOException, KeysException {
        try (Password password = options.password(); Owners owners = Owners.restore(options.keystore(), file, password)) {
            List<KeyInfo> keys = owners.keyring().list();
            out().println("restored " + options.keystore() + ": " + keys.size() + " key(s), " + owners.list().size() + " enrolment(s)");
            if (keys.stream().anyMatch(key -> key.needsSecondFactor() && owners.ownerOf(key.id()).isEmpty())) {
                out().println("Some keys need a finger whose enrolment was not beside " + file + ": only the recovery code opens them.");
            }
            new KeyChange(options, out()).backedUp();
            return 0;
        }
    }
}
