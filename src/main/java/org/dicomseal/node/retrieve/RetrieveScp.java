package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.dicomseal.dimse.GetHandler;
import org.dicomseal.dimse.GetOperation;
import org.dicomseal.dimse.MoveHandler;
import org.dicomseal.dimse.MoveOperation;
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
    private final NodeEvents events;
    private final RetrievalJob.Means means;
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
        this.events = events;
        this.means = new RetrievalJob.Means(scratch, SpareMemory.ofHeap(), budget, threads, events);
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
        return retrieve(config, new RetrievalJob.Asker(operation, operation::pending), archive,
                new To(peer.ae(), openers.of(archive, Sight.of(peer)), sopClasses -> new MoveDestination(target, originator, sopClasses)));
    }

    @Override
    public RetrieveOutcome get(GetOperation operation) throws IOException {
        NodeConfig config = live.current();
        ArchiveConfig archive = new Permissions(config, events).archive(operation, Service.RETRIEVE);
        Sight sight = Sight.of(Permissions.peer(config, operation));
        return retrieve(config, new RetrievalJob.Asker(operation, operation::pending), archive,
                new To(operation.association().caller().callingAe(), openers.of(archive, sight), sopClasses -> new GetDestination(operation)));
    }

    private RetrieveOutcome retrieve(NodeConfig config, RetrievalJob.Asker asker, ArchiveConfig archive, RetrievalJob.Way way)
            throws IOException {
        awaitTurn(asker);
        try {
            ArchiveCalls calls = new ArchiveCalls(archive, config.network(), tls);
            return RetrievalJob.run(means, calls, FetchPlan.of(calls, config.fetchAe(), inbox), asker, way);
        } finally {
            turns.release();
        }
    }

    /** How objects go to one destination. */
    private record To(String name, ObjectOpener opener, Function<Set<String>, Destination> made) implements RetrievalJob.Way {

        @Override
        public Destination destination(Set<String> sopClasses) {
            return made.apply(sopClasses);
        }
    }

    private void awaitTurn(RetrievalJob.Asker asker) throws IOException {
        try {
            while (!turns.tryAcquire(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS)) {
                if (asker.operation().isCancelled()) {
                    throw new ServiceException(Status.CANCEL, "cancelled");
                }
                asker.progress().pending(SubOperations.NONE);
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
