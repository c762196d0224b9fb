package org.dicomseal.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.peers.Peers;
import org.dicomseal.seal.OwnerCodes;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.QueueState;
import org.junit.jupiter.api.Assertions;

/** A node on loopback with a configuration, a keystore and a spool of its own, that marks and seals all it takes. */
final class RunningNode implements AutoCloseable {

    /** The AE title that stands for the archive in {@link #archive}. */
    static final String CALLED = "SEAL";
    static final String FETCH = "SEAL-FETCH";

    private static final int VAIN_ATTEMPTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final Path file;
    private final Keyring keyring;
    private final int port;
    private Node node;

    private RunningNode(Path file, Keyring keyring, int port) {
        this.file = file;
        this.keyring = keyring;
        this.port = port;
    }

    /**
     * Starts a node in a folder.
     *
     * @param sections archives, peers and what else its configuration has, in YAML; the common parts are added
     */
    static RunningNode start(Path folder, String... sections) throws IOException, KeysException, ConfigException {
        Files.createDirectories(folder);
        int port = Peers.freePort();
        String yaml = String.join("", sections) + """
                name: test
                fetchAe: %s
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                retry: {base: 50ms, max: 500ms, attempts: 3}
                """.formatted(FETCH, folder.resolve("spool"), folder.resolve("node.p12"));
        if (!yaml.contains("listen:")) {
            yaml += "listen: {address: 127.0.0.1, port: %d}\n".formatted(port);
        }
        Path file = Files.writeString(folder.resolve("node.yaml"), yaml);
        Keyring keyring = Keyring.init(folder.resolve("node.p12"), Password.of("a test's password".toCharArray()));
        RunningNode running = new RunningNode(file, keyring, port);
        running.restart();
        return running;
    }

    /** The section of one archive, called {@link #CALLED}. */
    static String archive(String ae, int port, String more) {
        return "archives:\n  main: {called: %s, ae: %s, host: 127.0.0.1, port: %d, concurrency: 2%s}\n"
                .formatted(CALLED, ae, port, more.isEmpty() ? "" : ", " + more);
    }

    /** The section of peers: anybody on loopback may do everything, and these may be sent to and get originals. */
    static String peers(Destination... destinations) {
        StringBuilder yaml = new StringBuilder("peers:\n");
        for (Destination destination : destinations) {
            yaml.append("  %s: {ae: %s, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %d}}\n"
                    .formatted(destination.ae().toLowerCase(), destination.ae(), destination.port()));
        }
        return yaml + "  anyone: {ae: '*', addresses: [127.0.0.1], view: original}\n";
    }

    /** Where a C-MOVE may send to. */
    record Destination(String ae, int port) {
    }

    /** Stops the node if it runs, and starts it in the same folder at the same port. */
    void restart() throws IOException, KeysException, ConfigException {
        stop();
        byte[] code = new byte[128];
        Arrays.fill(code, (byte) 0x5A);
        OwnerCodes owner = key -> Optional.of(code.clone());
        node = Node.start(NodeConfig.load(file), keyring, owner);
    }

    void stop() {
        if (node != null) {
            node.close();
            node = null;
        }
    }

    Node node() {
        return node;
    }

    int port() {
        return node.addresses().get(0).getPort();
    }

    InetSocketAddress address() {
        return node.addresses().get(0);
    }

    /** A service user that calls the node's archive. */
    Scu scu(String callingAe) {
        return new Scu(address(), callingAe, CALLED, null);
    }

    /** Waits until everything was forwarded; an object that could not be is a failure, by its cause. */
    void awaitForwarded() {
        await(() -> waiting() == 0 || !dead().isEmpty());
        Assertions.assertEquals(List.of(), dead().stream().map(RunningNode::name).toList());
    }

    private static String name(QueueEntry entry) {
        return entry.note().label("sopInstance") + ": " + entry.failure();
    }

    /** Waits until all was forwarded but what the archive refuses again and again, and gives that. */
    List<QueueEntry> awaitSettled() {
        await(() -> waiting() == undeliverable().size());
        return undeliverable();
    }

    /** Dead letters; and what was tried so often in vain that it will become one. */
    private List<QueueEntry> undeliverable() {
        return Stream.concat(dead().stream(), node.spool().list(QueueState.RETRYING, null, 1000).stream()
                .filter(entry -> entry.attempts() >= VAIN_ATTEMPTS)).toList();
    }

    private long waiting() {
        return node.spool().counts().values().stream().mapToLong(Long::longValue).sum();
    }

    List<QueueEntry> dead() {
        return node.spool().list(QueueState.DEAD, null, 1000);
    }

    /** Waits for what must come true soon. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                Assertions.fail("did not come true in " + PATIENCE);
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        stop();
        keyring.close();
    }
}
