package org.dicomseal.node.commit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dicomseal.dimse.NormalizedHandler;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.retrieve.ArchiveFetch;
import org.dicomseal.node.retrieve.ArchiveLookup;
import org.dicomseal.node.retrieve.FetchInbox;
import org.dicomseal.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Storage commitment of a running node: to modalities ({@link #scp}, whose results are queued in {@link #lanes}), and by archives
 * ({@link #inbox}, and rounds of questions from {@link #start} to {@link #close}).
 */
public final class Commitments implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Commitments.class);
    private static final long ROUND_MILLIS = 500;

    private final LiveConfig live;
    private final Spool spool;
    private final CommitmentScp scp;
    private final ResultInbox inbox;
    private final ResultLanes lanes;
    private final FindAsking finding;
    private final RequestAsking requesting;
    private final CompareAsking comparing;
    private final Clock clock;
    private final Map<String, ArchiveConfirmer> confirmers = new ConcurrentHashMap<>();
    private final Map<String, Boolean> running = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "commitment-ticker"));
    private final ExecutorService rounds = Executors.newCachedThreadPool(task -> daemon(task, "commitment"));

    /**
     * @param tls     null for a node without a TLS identity
     * @param fetched takes what archives send to our fetching AE title
     * @param scratch folder for what is fetched to be compared; exists, for its owner only
     */
    public Commitments(LiveConfig live, TlsOptions tls, Spool spool, KnownObjects known, FetchInbox fetched, Path scratch, Clock clock) {
        this.live = live;
        this.spool = spool;
        this.clock = clock;
        CommitmentJudge.Lookups lookups = archive -> new ArchiveLookup(archive, live.current().network(), tls);
        OpenRequests open = new OpenRequests();
        this.scp = new CommitmentScp(live, spool, open);
        this.inbox = new ResultInbox(live, spool);
        this.lanes = new ResultLanes(new ResultCourier(live, tls, new CommitmentJudge(spool, known, lookups), open, clock));
        this.finding = new FindAsking(lookups);
        this.comparing = new CompareAsking(archive -> new ArchiveFetch(archive, live.current().network(), tls, live.current().fetchAe(),
                fetched, scratch), finding, spool, known);
        this.requesting = new RequestAsking(live, tls, inbox, clock);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Takes N-ACTION. */
    public NormalizedHandler scp() {
        return scp;
    }

    /** Takes N-EVENT-REPORT. */
    public NormalizedHandler inbox() {
        return inbox;
    }

    /** The queue's lanes in which results for modalities wait. */
    public Map<String, Spool.Lane> lanes(NodeConfig config) {
        return lanes.of(config);
    }

    /** Begins to ask archives. */
    public void start() {
        ticker.scheduleWithFixedDelay(this::tick, ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        for (ArchiveConfig archive : live.current().archives().values()) {
            if (running.putIfAbsent(archive.name(), true) == null) {
                rounds.execute(() -> round(archive));
            }
        }
    }

    private void round(ArchiveConfig archive) {
        try {
            ArchiveConfirmer confirmer = confirmers.computeIfAbsent(archive.name(), name -> new ArchiveConfirmer(spool, clock));
            confirmer.round(archive, switch (archive.commitment()) {
                case FIND -> finding;
                case REQUEST -> requesting;
                case COMPARE -> comparing;
                // some may wait from before the configuration changed
                case NONE -> (none, confirmations, due) -> confirmations.confirm(due, "");
            });
        } catch (RuntimeException e) {
            LOG.error("commitment of archive {}", archive.name(), e);
        } finally {
            running.remove(archive.name());
        }
    }

    /** Ends the rounds; what they have not settled is asked for again after the next start. */
    @Override
    public void close() {
        ticker.shutdownNow();
        rounds.shutdownNow();
        try {
            if (!rounds.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("a question to an archive did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
