package org.dicomseal.node.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.TlsOptions.ClientCertificate;
import org.dicomseal.seal.Codestreams;
import org.dicomseal.seal.WithoutPixels;
import org.dicomseal.spool.RetryPolicy;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds the file's sections to records. What belongs to one kind of record is in a reader of its own. */
final class NodeConfigReader {

    static final String ROOT = "the configuration";
    private static final long MIB = 1L << 20;

    private final Section root;
    private final Mistakes mistakes;

    private NodeConfigReader(Section root, Mistakes mistakes) {
        this.root = root;
        this.mistakes = mistakes;
    }

    static NodeConfig read(Path file) throws ConfigException, IOException {
        Mistakes mistakes = new Mistakes(file.toString());
        Optional<Node> tree = parse(Files.readString(file, StandardCharsets.UTF_8), mistakes);
        mistakes.throwIfAny();
        if (tree.isEmpty()) {
            mistakes.at(1, "the file is empty");
            mistakes.throwIfAny();
        }
        NodeConfig config = new NodeConfigReader(new Section(ROOT, tree.get(), mistakes), mistakes).read();
        mistakes.throwIfAny();
        return config;
    }

    private static Optional<Node> parse(String text, Mistakes mistakes) {
        try {
            return new Compose(LoadSettings.builder().setAllowDuplicateKeys(true).build()).composeString(text);
        } catch (MarkedYamlEngineException e) {
            mistakes.at(e.getProblemMark().map(Mark::getLine).orElse(0) + 1, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            mistakes.at(1, "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private NodeConfig read() {
        String name = root.text("name", hostName());
        String fetchAe = new AeTitles(root).read("fetchAe", "DICOMSEAL-FETCH");
        Optional<TlsConfig> tls = root.has("tls") ? Optional.of(tls(root.section("tls"))) : Optional.empty();
        ListenConfig listen = listen(root.section("listen"), tls.isPresent());
        NetworkOptions network = network(root.section("timeouts"), root.section("limits"));
        Limits limits = limits(root.section("limits"));
        Map<String, ArchiveConfig> archives = archives(fetchAe, tls.isPresent());
        PeerReader peerReader = new PeerReader(archives.keySet(), tls.isPresent());
        Map<String, PeerConfig> peers = new LinkedHashMap<>();
        root.named("peers").forEach((each, section) -> peers.put(each, peerReader.read(each, section)));
        OperationReader operation = new OperationReader(tls.isPresent());
        NodeConfig config = new NodeConfig(name, fetchAe, listen, tls, network, limits, archives, Collections.unmodifiableMap(peers),
                routes(archives, peers), spool(root.section("spool")), keystore(root.section("keystore")), retry(root.section("retry")),
                operation.console(root.section("console"), root.has("console")),
                operation.audit(root.section("audit")), root.flag("watchConfiguration", false));
        root.end();
        return config;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "dicomseal";
        }
    }

    private ListenConfig listen(Section section, boolean haveTls) {
        OptionalInt port = optional(section.number("port", 0, 65535));
        OptionalInt tlsPort = optional(section.number("tlsPort", 0, 65535));
        ListenConfig listen = new ListenConfig(section.text("address", "0.0.0.0"), port, tlsPort,
                section.choice("clientCertificates", ClientCertificate.class, ClientCertificate.WANTED));
        if (!section.has("port") && !section.has("tlsPort")) {
            section.mistake("port", "is missing: the node listens nowhere");
        }
        if (tlsPort.isPresent() && !haveTls) {
            section.mistake("tlsPort", "needs the section tls");
        }
        section.end();
        return listen;
    }

    private static OptionalInt optional(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static TlsConfig tls(Section section) {
        TlsConfig tls = new TlsConfig(Path.of(section.requiredText("certificate")), Path.of(section.requiredText("key")),
                Path.of(section.requiredText("trust")), section.flag("verifyHostName", true));
        section.end();
        return tls;
    }

    private static NetworkOptions network(Section timeouts, Section limits) {
        NetworkOptions standard = NetworkOptions.DEFAULTS;
        int pdu = (int) limits.bytes("pdu", standard.maxPduReceived());
        if (pdu < 4096 || pdu > NetworkOptions.MAX_PDU_TOLERATED) {
            limits.mistake("pdu", "must be from 4k to 1m");
            pdu = standard.maxPduReceived();
        }
        NetworkOptions network = new NetworkOptions(timeouts.duration("connect", standard.connect()),
                timeouts.duration("acse", standard.acse()), timeouts.duration("response", standard.response()),
                timeouts.duration("idle", standard.idle()), timeouts.duration("write", standard.write()), pdu, pdu);
        timeouts.end();
        return network;
    }

    private static Limits limits(Section section) {
        int associations = section.number("associations", 1, 10_000, 200);
        Limits limits = new Limits(associations, section.number("associationsPerPeer", 1, 10_000, associations),
                section.bytes("workMemory", defaultWorkBytes()), section.bytes("object", 16L << 30),
                section.duration("stopWait", Duration.ofSeconds(30)));
        section.has("pdu");
        section.end();
        return limits;
    }

    /** A quarter of the heap: associations, decoders and the database need their share of it too. */
    private static long defaultWorkBytes() {
        return Math.max(64 * MIB, Runtime.getRuntime().maxMemory() / 4);
    }

    private Map<String, ArchiveConfig> archives(String fetchAe, boolean haveTls) {
        Map<String, ArchiveConfig> archives = new LinkedHashMap<>();
        ArchiveReader reader = new ArchiveReader(haveTls);
        Map<String, String> ownerOfTitle = new HashMap<>(Map.of(fetchAe, "fetchAe"));
        root.named("archives").forEach((name, section) -> {
            ArchiveConfig archive = reader.read(name, section);
            archives.put(name, archive);
            String taken = ownerOfTitle.putIfAbsent(archive.called(), name);
            if (taken != null) {
                section.mistake("called", "the AE title " + archive.called() + " already stands for " + taken
                        + ": a called AE title names one archive");
            }
        });
        if (archives.isEmpty()) {
            root.mistake("archives", "is missing: there is nowhere to forward to");
        }
        return archives;
    }

    private List<RouteConfig> routes(Map<String, ArchiveConfig> archives, Map<String, PeerConfig> peers) {
        if (!root.has("routes")) {
            return List.of(new RouteConfig("all", Set.of(), Set.of(), Set.of(), Set.of(), "", Set.of(Protection.WATERMARK, Protection.SEAL),
                    Codestreams.KEEP, WithoutPixels.SEAL, Unmarked.FORWARD));
        }
        RouteReader reader = new RouteReader(archives, peers);
        List<RouteConfig> routes = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Section section : root.listed("routes")) {
            RouteConfig route = reader.read(section, "route " + (routes.size() + 1));
            if (!names.add(route.name())) {
                section.mistake("name", "is another route's too");
            }
            routes.add(route);
        }
        return routes;
    }

    private static SpoolConfig spool(Section section) {
        Optional<SpoolConfig.Database> database = Optional.empty();
        if (section.has("database")) {
            Section inner = section.section("database");
            String url = inner.requiredText("url");
            if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
                inner.mistake("url", "must begin with jdbc:postgresql:");
            }
            database = Optional.of(new SpoolConfig.Database(url, inner.requiredText("user"), inner.path("passwordFile")));
            inner.end();
        }
        SpoolConfig spool = new SpoolConfig(section.path("folder").orElse(Path.of("spool")), section.flag("encrypt", true),
                section.bytes("lowDisk", 1L << 30), section.bytes("maxBytes", Long.MAX_VALUE), database);
        section.end();
        return spool;
    }

    private static KeystoreConfig keystore(Section section) {
        KeystoreConfig keystore = new KeystoreConfig(section.path("path").orElse(Path.of("keystore", "node.p12")),
                section.path("passwordFile"), section.flag("requireBackup", true),
                section.choice("locked", WhenLocked.class, WhenLocked.ACCEPT), section.flag("unattended", false));
        section.end();
        return keystore;
    }

    private static RetryPolicy retry(Section section) {
        RetryPolicy standard = RetryPolicy.standard();
        Duration base = section.duration("base", standard.base());
        Duration max = section.duration("max", standard.max());
        if (max.compareTo(base) < 0) {
            section.mistake("max", "is shorter than base");
            max = base;
        }
        RetryPolicy retry = new RetryPolicy(base, max, section.number("attempts", 1, 1000, standard.attempts()),
                section.duration("age", standard.age()));
        section.end();
        return retry;
    }
}
