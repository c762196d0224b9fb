package org.dicomseal.node.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.spool.RetryPolicy;

/**
 * All that a node is told by its configuration. Relative paths are those of the working directory.
 *
 * @param name     the node's own, unique among nodes that share a queue
 * @param fetchAe  our AE title that archives send to when they only offer C-MOVE; nothing that comes there is routed
 * @param network  waits and PDU sizes
 * @param archives by name
 * @param peers    by name
 * @param routes   in order; the first that matches counts
 * @param watchConfiguration whether a running node takes over what changed in its file by itself
 */
public record NodeConfig(String name, String fetchAe, ListenConfig listen, Optional<TlsConfig> tls, NetworkOptions network,
        Limits limits, Map<String, ArchiveConfig> archives, Map<String, PeerConfig> peers, List<RouteConfig> routes,
        SpoolConfig spool, KeystoreConfig keystore, RetryPolicy retry, ConsoleConfig console, AuditConfig audit,
        boolean watchConfiguration) {

    /**
     * Reads and checks a configuration file.
     *
     * @throws ConfigException with every mistake in it
     * @throws IOException     if it cannot be read
     */
    public static NodeConfig load(Path file) throws ConfigException, IOException {
        return NodeConfigReader.read(file);
    }

    /** The archive that a called AE title of ours stands for. */
    public Optional<ArchiveConfig> archiveCalled(String calledAe) {
        return archives.values().stream().filter(archive -> archive.called().equals(calledAe)).findFirst();
    }

    /** The first peer, in the file's order, that this caller proves to be; one with its very AE title before one with any. */
    public Optional<PeerConfig> peer(Caller caller) {
        return peers.values().stream().filter(peer -> peer.is(caller))
                .min(Comparator.comparing(peer -> peer.ae().equals(PeerConfig.ANY_AE)));
    }

    /** The C-MOVE destination of that AE title. */
    public Optional<PeerConfig> moveDestination(String ae) {
        return peers.values().stream().filter(peer -> peer.ae().equals(ae) && peer.move().isPresent()).findFirst();
    }

    /** The first route that an object takes. */
    public Optional<RouteConfig> route(String callingAe, String calledAe, String modality, String sopClass) {
        return routes.stream().filter(route -> route.matches(callingAe, calledAe, modality, sopClass)).findFirst();
    }
}
