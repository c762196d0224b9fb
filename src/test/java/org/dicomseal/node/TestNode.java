package org.dicomseal.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.NodeConfig;

import static org.junit.jupiter.api.Assertions.fail;

/** A node on loopback in a folder of its own, for tests that talk to it over real sockets. */
final class TestNode implements AutoCloseable {

    private final Path folder;
    private final String configuration;
    private final Keyring keyring;
    private Node node;

    private TestNode(Path folder, String configuration, Keyring keyring) {
        this.folder = folder;
        this.configuration = configuration;
        this.keyring = keyring;
    }

    /**
     * Starts a node that is called SEAL for an archive "main" with the AE title ARCHIVE at the port, and lets anybody on
     * loopback in.
     *
     * @param more further sections, in YAML
     */
    static TestNode start(Path folder, int archivePort, String more) throws Exception {
        String configuration = """
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, concurrency: 2}
                peers:
                  anyone: {ae: '*', addresses: [127.0.0.1]}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                retry: {base: 50ms, max: 500ms, attempts: 5}
                """.formatted(archivePort, folder.resolve("spool"), folder.resolve("node.p12")) + more;
        return start(folder, configuration);
    }

    /** Starts a node with a configuration, whose keystore is node.p12 in the folder. */
    static TestNode start(Path folder, String configuration) throws Exception {
        Keyring keyring = Keyring.init(folder.resolve("node.p12"), Password.of("a test's password".toCharArray()));
        TestNode test = new TestNode(folder, configuration, keyring);
        test.startNode();
        return test;
    }

    private void startNode() throws IOException, ConfigException, KeysException {
        Path file = folder.resolve("node.yaml");
        Files.writeString(file, configuration);
        node = Node.start(NodeConfig.load(file), keyring, id -> Optional.empty());
    }

    void restart() throws Exception {
        node.close();
        startNode();
    }

    Node node() {
        return node;
    }

    int port() {
        return node.addresses().get(0).getPort();
    }

    /** Waits until nothing is left in the queue. */
    void awaitDrained() {
        await(() -> node.spool().counts().values().stream().mapToLong(Long::longValue).sum() == 0);
    }

    static void await(BooleanSupplier condition) {
        await(Duration.ofSeconds(60), condition);
    }

    static void await(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("did not come true in " + limit);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        node.close();
        keyring.close();
    }
}
