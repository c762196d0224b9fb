package org.dicomseal.cli.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.dicomseal.cli.peer.PeerClient;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.spool.QueueState;

/** A node on loopback with a keystore of its own, which nobody will need again, in front of the demo's archive. */
final class DemoNode implements AutoCloseable {

    static final String CALLED_AE = "DICOMSEAL";
    static final String MODALITY_AE = "MODALITY";
    static final String VIEWER_AE = "VIEWER";
    static final String FETCH_AE = "SEAL-FETCH";

    private final Keyring keyring;
    private final Node node;

    private DemoNode(Keyring keyring, Node node) {
        this.keyring = keyring;
        this.node = node;
    }

    /** Starts a node whose files lie in {@code folder}; the viewer is where retrieved objects are sent. */
    static DemoNode start(Path folder, int archivePort, String archiveAe, int viewerPort) throws IOException, KeysException, ConfigException {
        Path configuration = folder.resolve("node.yaml");
        Files.writeString(configuration, """
                name: demo
                fetchAe: %s
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: %s, ae: %s, host: 127.0.0.1, port: %d}
                peers:
                  modality: {ae: %s, addresses: [127.0.0.1], services: [store]}
                  viewer:
                    ae: %s
                    addresses: [127.0.0.1]
                    services: [query, retrieve]
                    view: original
                    move: {host: 127.0.0.1, port: %d}
                routes:
                  - {name: everything, protect: [watermark, seal], nonImage: seal}
                spool: {folder: '%s'}
                keystore: {path: '%s', requireBackup: false}
                """.formatted(FETCH_AE, CALLED_AE, archiveAe, archivePort, MODALITY_AE, VIEWER_AE, viewerPort,
                folder.resolve("spool"), folder.resolve("keystore/node.p12")));
        NodeConfig config = NodeConfig.load(configuration);
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        try (Password password = Password.of(HexFormat.of().formatHex(random).toCharArray())) {
            Keyring keyring = Keyring.init(config.keystore().path(), password);
            return new DemoNode(keyring, Node.start(config, keyring, key -> Optional.empty()));
        }
    }

    InetSocketAddress address() {
        return node.addresses().get(0);
    }

    /** A client of the node that calls itself by the given AE title. */
    PeerClient client(String callingAe) {
        return new PeerClient(address(), callingAe, CALLED_AE, NetworkOptions.DEFAULTS, null);
    }

    /** Waits until everything in the queue was forwarded. */
    void awaitForwarded() throws IOException, InterruptedException {
        while (true) {
            long waiting = node.spool().counts().values().stream().mapToLong(Long::longValue).sum();
            if (waiting == 0) {
                return;
            }
            if (node.spool().counts().getOrDefault(QueueState.DEAD, 0L) > 0) {
                throw new IOException("an object could not be forwarded: "
                        + node.spool().list(QueueState.DEAD, null, 1).get(0).failure());
            }
            Thread.sleep(2);
        }
    }

    @Override
    public void close() {
        node.close();
        keyring.close();
    }
}
