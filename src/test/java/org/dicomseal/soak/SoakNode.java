package org.dicomseal.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.peers.Peers;

/** A folder with a configuration, a keystore and a spool, in which nodes are started one after the other. */
final class SoakNode {

    /** What keeps a node small. The optimizing compiler stays: without it the password's slow hash takes most of a start. */
    static final List<String> STARTS_SOON = List.of("-XX:+UseSerialGC", "-Xmx384m");

    private static final int LOGS = 10;

    private final Path folder;
    private final Path configuration;
    private final NodeClient client;
    private int starts;

    /**
     * @param ae   the archive's AE title
     * @param port its port on loopback
     */
    SoakNode(Path folder, String ae, int port) throws IOException, KeysException {
        this(folder, ae, port, "1m");
    }

    /** @param lowDisk what the spool leaves free of the disk */
    SoakNode(Path folder, String ae, int port, String lowDisk) throws IOException, KeysException {
        this.folder = Files.createDirectories(folder);
        this.client = new NodeClient(Peers.freePort());
        this.configuration = Files.writeString(folder.resolve("node.yaml"), """
                archives:
                  main: {called: %s, ae: %s, host: 127.0.0.1, port: %d, concurrency: 2}
                listen: {address: 127.0.0.1, port: %d}
                console: {port: 0}
                peers:
                  anyone: {ae: '*', addresses: [127.0.0.1], view: original}
                spool: {folder: '%s', lowDisk: %s}
                keystore: {path: '%s', requireBackup: false}
                retry: {base: 50ms, max: 500ms, attempts: 10}
                """.formatted(NodeClient.CALLED, ae, port, client.port(), spool(), lowDisk, folder.resolve("node.p12")));
        try (Password password = Password.of(NodeProcess.PASSWORD.toCharArray())) {
            Keyring.init(folder.resolve("node.p12"), password).close();
        }
    }

    Path folder() {
        return folder;
    }

    Path spool() {
        return folder.resolve("spool");
    }

    NodeClient client() {
        return client;
    }

    /** @param options of the virtual machine */
    NodeProcess start(List<String> options) throws IOException {
        return start(List.of(), options);
    }

    /** @param prefix what the command line begins with */
    NodeProcess start(List<String> prefix, List<String> options) throws IOException {
        return NodeProcess.start(prefix, options, configuration, folder.resolve("node-" + ++starts % LOGS + ".log"));
    }

    /** Names of the files that wait in the spool. */
    Set<String> spooled() throws IOException {
        Path objects = spool().resolve("objects");
        if (!Files.isDirectory(objects)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(objects)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
