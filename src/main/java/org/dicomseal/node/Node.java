package org.dicomseal.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dicomseal.biometric.Owners;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.ServerEvents;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.keys.KeyInfo;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.node.commit.Commitments;
import org.dicomseal.node.commit.DeliveredSeals;
import org.dicomseal.node.commit.KnownObjects;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.ListenConfig;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.Reload;
import org.dicomseal.node.config.SpoolConfig;
import org.dicomseal.node.config.WhenLocked;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.node.retrieve.FetchInbox;
import org.dicomseal.node.retrieve.QueryModel;
import org.dicomseal.node.retrieve.QueryScp;
import org.dicomseal.node.retrieve.RetrieveScp;
import org.dicomseal.seal.OwnerCodes;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.spool.EncryptedVault;
import org.dicomseal.spool.PlainVault;
import org.dicomseal.spool.Spool;
import org.dicomseal.spool.SpoolSettings;
import org.dicomseal.spool.TaskStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: listeners, spool and forwarding, from {@link #start} to {@link #close}. What it does with objects is in
 * {@link StoreScp} (in), {@link Forwarding} (out) and {@link RetrieveScp} (back).
 */
public final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long TIDY_SECONDS = 4;
    private static final long TLS_SECONDS = 5;

    private final NodeContext context;
    private final Spool spool;
    private final RetrieveScp retrieval;
    private final Commitments commitments;
    private final Forwarding forwarding;
    private final List<DimseServer> servers = new ArrayList<>();
    private final ScheduledExecutorService housekeeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "node-housekeeper");
        thread.setDaemon(true);
        return thread;
    });

    private KeystoreSocket keystoreSocket;

    private Node(NodeContext context, Spool spool, Sealers sealers, OwnerCodes ownerCodes, KnownObjects known) {
        this.context = context;
        this.spool = spool;
        this.retrieval = new RetrieveScp(context.live(), context.tls(), Unsealer.onAllCores(context.keys()).withOwnerCodes(ownerCodes),
                context.scratch(), context.budget(), context.events(), new DeliveredSeals(spool, known));
        this.commitments = new Commitments(context.live(), context.tls(), spool, known, retrieval.inbox(),
                context.scratch(), Clock.systemUTC());
        this.forwarding = new Forwarding(context, spool, sealers, known, commitments);
    }

    /**
     * Starts a node that nobody watches; see {@link #start(NodeConfig, Keyring, OwnerCodes, NodeEvents)}.
     */
    public static Node start(NodeConfig config, Keyring keyring, OwnerCodes ownerCodes) throws IOException, KeysException {
        return start(config, keyring, ownerCodes, NodeEvents.NONE);
    }

    /**
     * Starts a node that marks with its owners' codes, and that {@link RunningNodes} reach to unlock it.
     *
     * @param owners stays the caller's to close, after the node; the key that seals may be locked
     * @param events is told what happens
     * @throws IOException   if the spool cannot be opened or an address not be bound
     * @throws KeysException if the keystore was never backed up, and the configuration asks for it
     */
    public static Node start(NodeConfig config, Owners owners, NodeEvents events) throws IOException, KeysException {
        Node node = start(config, owners.keyring(), owners::code, events);
        try {
            node.keystoreSocket = KeystoreSocket.open(config.keystore().path(), new KeystoreService(owners, config.keystore(), events));
        } catch (IOException e) {
            LOG.warn("{}: this node can't be unlocked, nor told of new keys, while it runs", e.getMessage());
        }
        if (owners.isLocked()) {
            LOG.warn("the key that seals is locked: show the owner's finger with 'unlock IMAGE'; until then what comes in is {}",
                    config.keystore().locked() == WhenLocked.ACCEPT ? "taken in and waits" : "refused, to be sent again later");
        }
        return node;
    }

    /**
     * Starts a node.
     *
     * @param keyring    stays the caller's to close, after the node
     * @param ownerCodes what watermarks carry
     * @param events     is told what happens
     * @throws IOException   if the spool cannot be opened or an address not be bound
     * @throws KeysException if the keystore was never backed up, and the configuration asks for it
     */
    public static Node start(NodeConfig config, Keyring keyring, OwnerCodes ownerCodes, NodeEvents events)
            throws IOException, KeysException {
        if (config.keystore().requireBackup() && !keyring.activeIsBackedUp()) {
            throw new KeysException("the active key has no verified backup: run 'keys backup FILE' first; a lost keystore is a lost archive");
        }
        Path scratch = config.spool().folder().resolve("scratch");
        LiveTls liveTls = config.tls().isEmpty() ? null : new LiveTls(config.tls().get());
        TlsOptions tls = liveTls == null ? null : liveTls.options(config.listen().clientCertificates());
        ScratchFiles.prepare(scratch);
        NodeContext context = new NodeContext(new LiveConfig(config), keyring, tls, scratch, new WorkBudget(config.limits().workBytes()),
                events);
        Spool spool = Spool.open(settings(config), config.spool().encrypt() ? new EncryptedVault(keyring) : new PlainVault(), Clock.systemUTC());
        KnownObjects known = new KnownObjects(keyring, () -> keyring.list().stream().map(KeyInfo::id).toList());
        Node node = new Node(context, spool, new Sealers(keyring, scratch, ownerCodes), ownerCodes, known);
        try {
            node.watch(liveTls);
            node.forward();
            node.listen();
            events.started();
            return node;
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static SpoolSettings settings(NodeConfig config) throws IOException {
        SpoolConfig spool = config.spool();
        TaskStore store = spool.database().isEmpty()
                ? new TaskStore.Embedded(spool.folder().resolve("queue.db"))
                : shared(spool.database().get(), config.name());
        return new SpoolSettings(spool.folder(), store, spool.maxBytes(), spool.lowDisk(), config.retry(), config.limits().stopWait());
    }

    private static TaskStore shared(SpoolConfig.Database database, String nodeName) throws IOException {
        String password = Optional.ofNullable(System.getenv(SpoolConfig.PASSWORD_ENVIRONMENT)).orElse("");
        if (password.isEmpty() && database.passwordFile().isPresent()) {
            password = Files.readString(database.passwordFile().get()).strip();
        }
        return new TaskStore.Shared(database.url(), database.user(), password, nodeName);
    }

    /** @param tls null for a node without a TLS identity */
    private void watch(LiveTls tls) {
        if (tls != null) {
            housekeeper.scheduleWithFixedDelay(tls::check, TLS_SECONDS, TLS_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void forward() {
        forwarding.start();
        commitments.start();
        housekeeper.scheduleWithFixedDelay(forwarding::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
    }

    private void listen() throws IOException {
        ListenConfig listen = context.config().listen();
        LiveConfig live = context.live();
        PeerQuotas quotas = new PeerQuotas(System::nanoTime);
        CallerPolicy policy = new CallerPolicy(live, QueryModel.findClasses(), QueryModel.retrieveClasses(), context.events(), quotas);
        StoreScp storing = new StoreScp(live, spool, new KeyLock(context.keys()), context.events(), quotas);
        FetchInbox fetched = retrieval.inbox();
        DimseServices services = new DimseServices()
                .onStore((association, request, dataSet) -> association.caller().calledAe().equals(live.current().fetchAe())
                        ? fetched.store(association, request, dataSet) : storing.store(association, request, dataSet))
                .onFind(new QueryScp(live, context.tls(), context.events())).onMove(retrieval).onGet(retrieval)
                .onAction(commitments.scp()).onEventReport(commitments.inbox());
        ServerEvents connections = new Connections(context.events(), quotas);
        if (listen.port().isPresent()) {
            servers.add(DimseServer.start(options(listen.port().getAsInt()), policy, services, connections));
        }
        if (listen.tlsPort().isPresent()) {
            servers.add(DimseServer.start(options(listen.tlsPort().getAsInt()).withTls(context.tls()), policy, services, connections));
        }
        servers.forEach(server -> LOG.info("{} listens at {}", context.config().name(), server.address()));
    }

    private ServerOptions options(int port) {
        ListenConfig listen = context.config().listen();
        return limited(ServerOptions.at(new InetSocketAddress(listen.address(), port)));
    }

    private ServerOptions limited(ServerOptions options) {
        NodeConfig config = context.config();
        return options.withNetwork(config.network())
                .withMaxAssociations(config.limits().associations(), config.limits().associationsPerPeer())
                .withStopWait(config.limits().stopWait());
    }

    /**
     * Takes over all of a newly read configuration that can change while the node runs: archives, peers, routes, limits,
     * timeouts and retries. What is under way ends as it began.
     *
     * @return what counts now, and what needs a restart
     * @throws ConfigException if it does not fit what the node was started with; nothing has changed then
     */
    public synchronized Reload reload(NodeConfig read) throws ConfigException {
        Reload reload = context.live().take(read);
        servers.forEach(server -> server.change(this::limited));
        forwarding.follow();
        LOG.info("configuration read anew: changed {}, needs a restart {}", reload.changed(), reload.needsRestart());
        return reload;
    }

    /** Where it listens: the plain listener first, then the TLS one, as configured. */
    public List<InetSocketAddress> addresses() {
        return servers.stream().map(DimseServer::address).toList();
    }

    /** Whether all its listeners take connections. */
    public boolean isListening() {
        return !servers.isEmpty() && servers.stream().allMatch(DimseServer::isListening);
    }

    /** Why nothing can be sealed now; empty if the active key is at hand. */
    public Optional<String> keysProblem() {
        try {
            context.keys().key(context.keys().active(), Purpose.SEAL).close();
            return Optional.empty();
        } catch (KeyUnavailableException e) {
            return Optional.of(e.reason() == KeyUnavailableException.Reason.LOCKED ? "locked" : e.reason().toString());
        }
    }

    /** Asks an archive whether it is there; empty if none is called so. Takes as long as the timeouts let it. */
    public Optional<Echo> echoArchive(String name) {
        return Optional.ofNullable(context.config().archives().get(name)).map(archive -> Echo.of(archive, context));
    }

    /** Asks a peer whether it is there; empty if none is called so, or it is no C-MOVE destination. */
    public Optional<Echo> echoPeer(String name) {
        NodeConfig config = context.config();
        Optional<PeerConfig> peer = Optional.ofNullable(config.peers().get(name));
        return peer.flatMap(PeerConfig::move).map(target -> {
            String calling = config.archives().values().stream().filter(archive -> peer.get().mayReach(archive.name()))
                    .map(ArchiveConfig::called).findFirst().orElse(config.fetchAe());
            return Echo.of(target, calling, peer.get().ae(), context);
        });
    }

    /** Associations with callers now. */
    public int associations() {
        return servers.stream().mapToInt(DimseServer::associations).sum();
    }

    /** The queue. */
    public Spool spool() {
        return spool;
    }

    public NodeContext context() {
        return context;
    }

    /** Refuses new associations, lets work under way end within its limit, and leaves the rest in the spool. */
    @Override
    public void close() {
        context.events().stopping();
        if (keystoreSocket != null) {
            keystoreSocket.close();
        }
        servers.forEach(DimseServer::close);
        retrieval.close();
        commitments.close();
        spool.close();
        housekeeper.shutdownNow();
        forwarding.close();
    }
}
