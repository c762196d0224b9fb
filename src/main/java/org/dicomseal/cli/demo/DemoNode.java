package org.dicomseal.cli.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.dicomseal.biometric.FeatureExtractor;
import org.dicomseal.biometric.Owners;
import org.dicomseal.cli.peer.PeerClient;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.node.Node;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.seal.WatermarkCheck;
import org.dicomseal.spool.QueueState;

/** A node on loopback in front of the demo's archive, keyed by a finger, with a keystore that nobody will need again. */
final class DemoNode implements AutoCloseable {

    static final String CALLED_AE = "DICOMSEAL";
    static final String MODALITY_AE = "MODALITY";
    static final String VIEWER_AE = "VIEWER";
    static final String RESEARCH_AE = "RESEARCH";
    static final String FETCH_AE = "SEAL-FETCH";

    private final FingerScene finger;
    private final Node node;

    private DemoNode(FingerScene finger, Node node) {
        this.finger = finger;
        this.node = node;
    }

    /**
     * Starts a node.
     *
     * @param folder       where its files go
     * @param network      looks at the owner's finger
     * @param viewerPort   of the workstation that gets originals
     * @param researchPort of the one that gets views with the mark left in
     */
    static DemoNode start(Path folder, FeatureExtractor network, int archivePort, String archiveAe, int viewerPort, int researchPort)
            throws IOException, KeysException, ConfigException {
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
                  research:
                    ae: %s
                    addresses: [127.0.0.1]
                    services: [query, retrieve]
                    view: watermarked
                    move: {host: 127.0.0.1, port: %d}
                routes:
                  - {name: everything, protect: [watermark, seal], nonImage: seal}
                spool: {folder: '%s'}
                keystore: {path: '%s', requireBackup: false}
                """.formatted(FETCH_AE, CALLED_AE, archiveAe, archivePort, MODALITY_AE, VIEWER_AE, viewerPort,
                RESEARCH_AE, researchPort, folder.resolve("spool"), folder.resolve("keystore/node.p12")));
        NodeConfig config = NodeConfig.load(configuration);
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        try (Password password = Password.of(HexFormat.of().formatHex(random).toCharArray())) {
            Path keystore = config.keystore().path();
            Keyring.init(keystore, password).close();
            FingerScene finger = FingerScene.play(keystore, password, network);
            Owners owners = finger.owners();
            return new DemoNode(finger, Node.start(config, owners, NodeEvents.NONE));
        }
    }

    FingerScene finger() {
        return finger;
    }

    /** Knows the demo's owner. */
    WatermarkCheck watermarkCheck() {
        Owners owners = finger.owners();
        List<WatermarkCheck.Owner> known = owners.codes().stream()
                .map(each -> new WatermarkCheck.Owner(each.name(), each.key(), each.code())).toList();
        return new WatermarkCheck(owners.keyring(), known.stream().map(WatermarkCheck.Owner::key).toList(), known);
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
        finger.owners().close();
    }
}
