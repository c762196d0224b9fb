package org.dicomseal.cli.doctor;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.biometric.OwnerInfo;
import org.dicomseal.biometric.Owners;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.node.TlsContexts;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.Protection;
import org.dicomseal.node.config.Reaction;
import org.dicomseal.node.config.RouteConfig;
import org.dicomseal.node.config.SpoolConfig;
import org.dicomseal.seal.WithoutPixels;

/** Examines what a node needs before it is started, and says what to do about what is missing. */
public final class Doctor {

    private final NodeConfig config;
    private final Path keystore;
    private final Findings findings;
    private final Unlocking unlocking;
    private TlsOptions tls;

    /** Shows the owner's finger, if it was given. */
    @FunctionalInterface
    public interface Unlocking {
        void unlock(Owners owners) throws IOException, KeysException;
    }

    /**
     * @param keystore  the keystore to look at, whatever the configuration says
     * @param unlocking what opens keys that need a finger
     */
    public Doctor(NodeConfig config, Path keystore, PrintWriter out, Unlocking unlocking) {
        this.unlocking = unlocking;
        this.config = config;
        this.keystore = keystore;
        this.findings = new Findings(out);
    }

    /**
     * Runs all checks.
     *
     * @param roundtrip name of an archive to send a synthetic sealed object to, or null
     * @return how many faults there are
     */
    public int examine(String roundtrip) {
        findings.good("configuration: " + config.archives().size() + " archive(s), " + config.peers().size() + " peer(s), "
                + config.routes().size() + " route(s)");
        config.routes().forEach(this::oneWayRoute);
        Optional<Keyring> keyring = keystore();
        disk();
        database();
        tls();
        Neighbours neighbours = new Neighbours(config, tls, findings);
        neighbours.examine();
        if (roundtrip != null) {
            roundtrip(roundtrip, keyring, neighbours);
        }
        keyring.ifPresent(Keyring::close);
        return findings.faults();
    }

    /** Whether what this route forwards unsealed would be refused on its way back. */
    private void oneWayRoute(RouteConfig route) {
        String what = route.protect().equals(Set.of(Protection.WATERMARK)) ? "what can't be watermarked unsealed"
                : !route.protect().contains(Protection.SEAL) ? "objects unsealed"
                : route.nonImage() == WithoutPixels.FORWARD ? "objects without pixels unsealed" : null;
        if (what == null) {
            return;
        }
        config.archives().values().stream()
                .filter(archive -> route.archive().isEmpty() || route.archive().equals(archive.name()))
                .filter(archive -> archive.unsealed() == Reaction.REFUSE)
                .forEach(archive -> findings.note("route " + route.name() + " forwards " + what + ", and archive " + archive.name()
                        + " has 'unsealed: refuse'", "they can't be retrieved through the node; set unsealed to flag or pass there, "
                        + "or seal them"));
    }

    private Optional<Keyring> keystore() {
        if (!Files.exists(keystore)) {
            findings.fault("keystore: " + keystore + " doesn't exist", "run 'keys init', then 'keys backup FILE'");
            return Optional.empty();
        }
        try (Password password = Password.find(config.keystore().passwordFile().orElse(null))) {
            Owners owners = Owners.open(keystore, password);
            Keyring keyring = owners.keyring();
            findings.good("keystore: " + keyring.list().size() + " key(s), active " + keyring.active());
            owner(owners);
            if (keyring.activeIsBackedUp()) {
                findings.good("keystore: the active key has a verified backup");
            } else if (config.keystore().requireBackup()) {
                findings.fault("keystore: the active key has no verified backup, so the node won't start",
                        "run 'keys backup FILE' and keep the file elsewhere; a lost keystore is a lost archive");
            } else {
                findings.note("keystore: the active key has no verified backup", "a lost keystore is a lost archive: run 'keys backup FILE'");
            }
            return Optional.of(keyring);
        } catch (IOException e) {
            findings.fault("owner: " + e.getMessage(), "try another impression, or --recovery-code");
            return Optional.empty();
        } catch (KeysException e) {
            findings.fault("keystore: " + e.getMessage(), "mend what it says; the password comes from " + Password.ENVIRONMENT
                    + " or from keystore.passwordFile");
            return Optional.empty();
        }
    }

    private void owner(Owners owners) throws IOException, KeysException {
        boolean marking = config.routes().stream().anyMatch(route -> route.protect().contains(Protection.WATERMARK));
        KeyId active = owners.keyring().active();
        boolean needsFinger = owners.keyring().list().stream().anyMatch(key -> key.id().equals(active) && key.needsSecondFactor());
        Optional<OwnerInfo> owner = owners.ownerOf(active);
        if (config.keystore().unattended()) {
            owners.unlockUnattended();
        }
        unlocking.unlock(owners);
        if (owner.isPresent()) {
            findings.good("owner: " + owner.get().owner() + (owners.isLocked() ? "; locked until 'unlock IMAGE'" : "; unlocked"));
        } else if (needsFinger) {
            findings.fault("owner: the active key needs a finger whose enrolment is not here", "bring the file of owners back with 'keys restore FILE', "
                    + "or unlock with the recovery code");
        } else if (marking) {
            findings.note("owner: none is enrolled for the active key, so nothing is marked", "run 'enroll --owner ID IMAGE...', or leave it so");
        }
    }

    private void disk() {
        SpoolConfig spool = config.spool();
        try {
            Files.createDirectories(spool.folder());
            Path probe = Files.createTempFile(spool.folder(), "doctor", ".tmp");
            Files.delete(probe);
            FileStore store = Files.getFileStore(spool.folder());
            long free = store.getUsableSpace();
            if (free <= spool.lowDisk()) {
                findings.fault("spool: " + megabytes(free) + " free, and " + megabytes(spool.lowDisk()) + " must stay free",
                        "make room, or lower spool.lowDisk: senders are told to come back later until then");
            } else {
                findings.good("spool: " + spool.folder() + " can be written, " + megabytes(free) + " free");
            }
        } catch (IOException e) {
            findings.fault("spool: " + spool.folder() + " can't be written: " + e.getMessage(),
                    "let the node's user write there, or change spool.folder");
        }
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }

    private void database() {
        String url = config.spool().database().map(SpoolConfig.Database::url)
                .orElse("jdbc:sqlite:" + config.spool().folder().resolve("queue.db"));
        try (Connection connection = connect(url); Statement statement = connection.createStatement();
                ResultSet one = statement.executeQuery("select 1")) {
            one.next();
            findings.good("database: " + connection.getMetaData().getDatabaseProductName() + " answers");
        } catch (SQLException | IOException e) {
            findings.fault("database: " + e.getMessage(), config.spool().database().isPresent()
                    ? "check spool.database, and that PostgreSQL takes this user from here"
                    : "check that queue.db in the spool folder is a file of this node's user");
        }
    }

    private Connection connect(String url) throws SQLException, IOException {
        if (config.spool().database().isEmpty()) {
            return DriverManager.getConnection(url);
        }
        SpoolConfig.Database database = config.spool().database().get();
        String password = Optional.ofNullable(System.getenv(SpoolConfig.PASSWORD_ENVIRONMENT)).orElse("");
        if (password.isEmpty() && database.passwordFile().isPresent()) {
            password = Files.readString(database.passwordFile().get()).strip();
        }
        DriverManager.setLoginTimeout(5);
        return DriverManager.getConnection(url, database.user(), password);
    }

    private void tls() {
        if (config.tls().isEmpty()) {
            return;
        }
        try {
            tls = TlsContexts.of(config.tls().get(), config.listen().clientCertificates());
            findings.good("tls: certificate, key and trust are readable");
        } catch (IOException e) {
            findings.fault("tls: " + e.getMessage(), "mend the section tls");
        }
    }

    private void roundtrip(String name, Optional<Keyring> keyring, Neighbours neighbours) {
        ArchiveConfig archive = config.archives().get(name);
        if (archive == null) {
            findings.fault("round trip: no archive " + name + " in the configuration", "one of " + config.archives().keySet());
        } else if (keyring.isEmpty()) {
            findings.fault("round trip: needs the keystore", "mend the keystore first");
        } else {
            new Roundtrip(neighbours.client(archive), keyring.get(), findings).run();
        }
    }
}
