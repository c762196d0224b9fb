package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dimse.GetHandler;
import org.dicomseal.dimse.GetOperation;
import org.dicomseal.dimse.MoveHandler;
import org.dicomseal.dimse.MoveOperation;
import org.dicomseal.dimse.Operation;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.ServiceException;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.SubOperations;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.node.WorkBudget;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.PeerConfig.MoveTarget;
import org.dicomseal.node.config.PeerConfig.Service;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.node.events.StudyPart;
import org.dicomseal.seal.Unsealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers C-MOVE and C-GET: counts at the archive that the called AE title stands for, fetches, unseals, and sends on, in
 * the view that the destination may have.
 */
public final class RetrieveScp implements MoveHandler, GetHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RetrieveScp.class);

    /** Retrievals at work; more wait for their turn. Each holds some megabytes of clear pixels. */
    private static final int AT_ONCE = 24;
    private static final long HEARTBEAT_MILLIS = 5_000;
    private static final AtomicInteger THREADS = new AtomicInteger();

    /** Makes openers for an archive's objects, by what the destination may see. */
    @FunctionalInterface
    interface Openers {
        ObjectOpener of(ArchiveConfig archive, Sight sight);
    }

    private final LiveConfig live;
    private final TlsOptions tls;
    private final Openers openers;
    private final Path scratch;
    private final WorkBudget budget;
    private final NodeEvents events;
    private final FetchInbox inbox = new FetchInbox();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "retrieve-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param tls     null for a node without a TLS identity
     * @param scratch folder for fetched objects; exists, for its owner only, and was emptied at start-up
     * @param budget  memory for frames being unsealed
     * @param events  is told what happens
     * @param before  knows what was delivered sealed
     */
    public RetrieveScp(LiveConfig live, TlsOptions tls, Unsealer unsealer, Path scratch, WorkBudget budget, NodeEvents events,
            SealedBefore before) {
        this(live, tls, (archive, sight) -> new UnsealingOpener(unsealer, archive, sight, events, before), scratch, budget, events);
    }

    RetrieveScp(LiveConfig live, TlsOptions tls, Openers openers, Path scratch, WorkBudget budget, NodeEvents events) {
        this.live = live;
        this.tls = tls;
        this.openers = openers;
        this.scratch = scratch;
        this.budget = budget;
        this.events = events;
    }

    /** What must take C-STORE for the AE title {@link NodeConfig#fetchAe}. */
    public FetchInbox inbox() {
        return inbox;
    }

    @Override
    public RetrieveOutcome move(MoveOperation operation) throws IOException {
        NodeConfig config = live.current();
        ArchiveConfig archive = new Permissions(config, events).archive(operation, Service.RETRIEVE);
        PeerConfig peer = config.moveDestination(operation.destination())
                .filter(known -> known.mayReach(archive.name()))
                .orElseThrow(() -> new ServiceException(Status.MOVE_DESTINATION_UNKNOWN, "unknown destination " + operation.destination()));
        MoveTarget move = peer.move().orElseThrow();
        MoveDestination.Target target = new MoveDestination.Target(new InetSocketAddress(move.host(), move.port()),
                archive.called(), peer.ae(), config.network(), move.tls() ? tls : null);
        MoveDestination.Originator originator =
                new MoveDestination.Originator(operation.association().caller().callingAe(), operation.messageId());
        return retrieve(config, operation, operation::pending, archive, peer.ae(), Sight.of(peer),
                sopClasses -> new MoveDestination(target, originator, sopClasses));
    }

    @Override
    public RetrieveOutcome get(GetOperation operation) throws IOException {
        NodeConfig config = live.current();
        ArchiveConfig archive = new Permissions(config, events).archive(operation, Service.RETRIEVE);
        Sight sight = Sight.of(Permissions.peer(config, operation));
        return retrieve(config, operation, operation::pending, archive, operation.association().caller().callingAe(), sight,
                sopClasses -> new GetDestination(operation));
    }

    /** Makes the destination once the SOP classes are known. */
    private interface Destinations {
        Destination of(Set<String> sopClasses);
    }

    private RetrieveOutcome retrieve(NodeConfig config, Operation operation, Retrieval.Progress progress, ArchiveConfig archive,
            String destination, Sight sight, Destinations destinations) throws IOException {
        awaitTurn(operation, progress);
        try {
            DataSet identifier = Identifiers.parse(operation.identifier(), operation.transferSyntax());
            ArchiveCalls calls = new ArchiveCalls(archive, config.network(), tls);
            List<Instance> instances = instances(calls, identifier);
            Set<String> sopClasses = new LinkedHashSet<>();
            instances.forEach(instance -> sopClasses.add(instance.sopClass()));
            List<StudyPart> parts = Instance.byStudy(instances);
            events.retrieving(operation.association().caller(), archive, destination, parts);
            LOG.info("{} retrieves {} objects from archive {}", operation.association().caller(), instances.size(), archive.name());
            Tally tally = new Tally(instances.size());
            boolean whole = Identifiers.level(identifier) != QueryLevel.IMAGE;
            Fetching fetching = new Fetching(FetchPlan.of(calls, config.fetchAe(), inbox), instances, whole, scratch, tally);
            Sending sending = new Sending(fetching.arrivals(), openers.of(archive, sight), destinations.of(sopClasses), budget,
                    tally, (bytes, nanos) -> events.unsealed(archive, bytes, nanos), () -> {
                        fetching.cancel();
                        instances.forEach(instance -> tally.failed(instance.uid(), "destination can't be reached"));
                    });
            RetrieveOutcome outcome = new Retrieval(operation, progress, tally, fetching, sending).run(threads);
            events.retrieved(operation.association().caller(), archive, destination, parts, outcome);
            LOG.info("{}: {} with {}", operation.association().caller(), outcome.outcome(), outcome.counts());
            return outcome;
        } finally {
            turns.release();
        }
    }

    private List<Instance> instances(ArchiveCalls calls, DataSet identifier) throws IOException {
        try {
            return InstanceFinder.find(calls, identifier);
        } catch (ServiceException e) {
            throw e;
        } catch (IOException e) {
            LOG.warn("archive {} can't be asked: {}", calls.archive().name(), e.getMessage());
            throw new ServiceException(Status.UNABLE_TO_COUNT, "archive " + calls.archive().name() + " can't be asked", e);
        }
    }

    private void awaitTurn(Operation operation, Retrieval.Progress progress) throws IOException {
        try {
            while (!turns.tryAcquire(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS)) {
                if (operation.isCancelled()) {
                    throw new ServiceException(Status.CANCEL, "cancelled");
                }
                progress.pending(SubOperations.NONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException(Status.OUT_OF_RESOURCES, "the node stops");
        }
    }

    /** Ends its threads; retrievals end with their associations. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
