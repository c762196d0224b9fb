package org.dicomseal.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.node.commit.Commitments;
import org.dicomseal.node.commit.KnownObjects;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.spool.Spool;

/** The way out: for each archive of the configuration a lane of the spool, and a link that its objects go over. */
final class Forwarding implements AutoCloseable {

    private record Way(ArchiveConfig archive, NetworkOptions network, Spool.Lane lane) {

        boolean fits(ArchiveConfig otherArchive, NetworkOptions otherNetwork) {
            return archive.equals(otherArchive) && network.equals(otherNetwork);
        }
    }

    private static final int AHEAD = 2;

    private final NodeContext context;
    private final Spool spool;
    private final Sealers sealers;
    private final KnownObjects known;
    private final Commitments commitments;
    private final List<ArchiveLink> links = new CopyOnWriteArrayList<>();
    private Map<String, Way> ways = Map.of();

    Forwarding(NodeContext context, Spool spool, Sealers sealers, KnownObjects known, Commitments commitments) {
        this.known = known;
        this.commitments = commitments;
        this.context = context;
        this.spool = spool;
        this.sealers = sealers;
    }

    /** Starts deliveries. */
    synchronized void start() {
        ways = waysOf(context.config());
        spool.start(lanes());
    }

    /**
     * Follows the configuration: new archives get a lane, changed ones another, and what waits for one that is gone is given
     * up, to be seen and kept until it is back. Deliveries under way end on the link on which they began.
     */
    synchronized void follow() {
        NodeConfig config = context.config();
        ways = waysOf(config);
        spool.change(lanes(), config.retry());
    }

    private Map<String, Way> waysOf(NodeConfig config) {
        Map<String, Way> made = new HashMap<>();
        for (ArchiveConfig archive : config.archives().values()) {
            Way before = ways.get(archive.name());
            boolean stays = before != null && before.fits(archive, config.network());
            made.put(archive.name(), stays ? before : way(archive, config.network()));
        }
        return made;
    }

    private Way way(ArchiveConfig archive, NetworkOptions network) {
        ArchiveLink link = new ArchiveLink(archive, network, context.tls());
        links.add(link);
        Forwarder forwarder = new Forwarder(context.live(), sealers, new ObjectSender(link), context.budget(), context.scratch(),
                context.events(), known);
        return new Way(archive, network, new Spool.Lane(forwarder, atWork(archive.concurrency())));
    }

    /**
     * How many objects are worked on at once. More than there are associations: while those wait for the archive's answers, others
     * are sealed. With one association all go one after the other, in the order in which they came.
     */
    private static int atWork(int associations) {
        return associations == 1 ? 1 : associations + Math.min(AHEAD, Runtime.getRuntime().availableProcessors());
    }

    private Map<String, Spool.Lane> lanes() {
        Map<String, Spool.Lane> lanes = new HashMap<>(commitments.lanes(context.config()));
        ways.forEach((name, way) -> lanes.put(name, way.lane));
        return lanes;
    }

    /** Releases associations that stood too long, those of replaced links too. */
    void tidy() {
        links.forEach(ArchiveLink::tidy);
    }

    /** After the spool was closed. */
    @Override
    public void close() {
        links.forEach(ArchiveLink::close);
    }
}
