package org.dicomseal.node.retrieve;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first half of a retrieval: gets the objects out of the archive as fast as that gives them, into a queue in memory or on disk.
 * What one way doesn't bring is asked for in the next.
 */
final class Fetching implements Runnable, Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

    /** Objects that were waited for in a row when the link is taken for what holds everything up. */
    private static final int STARVED = 8;

    /** Objects of a series in one request on each of two associations. */
    private static final int SMALL_UNIT = 25;

    /** Bytes that may wait on disk for a slow destination before the next unit is asked for. */
    private static final long BACKLOG = 1L << 30;

    /** An object that has come, or the end of them. */
    final class Arrival implements Closeable {

        private final FetchedObject object;

        private Arrival(FetchedObject object) {
            this.object = object;
        }

        boolean isLast() {
            return object == null;
        }

        FetchedObject object() {
            return object;
        }

        /** Whether the object is wanted; waits until that is known. */
        boolean isWanted() {
            return listed.join().containsKey(object.request().sopInstance());
        }

        /** Removes the object from memory or disk. */
        @Override
        public void close() throws IOException {
            if (object != null) {
                addToBacklog(-object.bytesOnDisk());
                object.close();
            }
        }
    }

    private final List<FetchPlan.Way> ways;
    private final Known known;
    private final boolean wholeSeries;
    private final Path folder;
    private final SpareMemory memory;
    private final Tally tally;
    private final CompletableFuture<Map<String, Instance>> listed = new CompletableFuture<>();
    /** SOP class by SOP Instance UID. */
    private final Map<String, String> taken = new ConcurrentHashMap<>();
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    /** Of the first association alone. */
    private int starved;
    private long backlog;
    private final FetchLanes lanes = new FetchLanes();
    private final Executor threads;
    private volatile boolean split;
    private volatile Outcome failure;

    /**
     * @param known       what is fetched at once, in the first of the ways; the rest waits for {@link #list}
     * @param wholeSeries whether the instances are all that their series have
     * @param folder      for what has come; exists
     * @param memory      for small objects
     * @param threads     runs a second association where one leaves the link idle; null for one that is to do with one
     */
    Fetching(List<FetchPlan.Way> ways, Known known, boolean wholeSeries, Path folder, SpareMemory memory, Executor threads,
            Tally tally) {
        this.ways = List.copyOf(ways);
        this.known = known;
        this.wholeSeries = wholeSeries;
        this.folder = folder;
        this.memory = memory;
        this.threads = threads;
        this.tally = tally;
    }

    /** Says which objects are wanted. Nothing of what comes before is sent on. */
    void list(List<Instance> instances) {
        Map<String, Instance> wanted = new LinkedHashMap<>();
        instances.forEach(instance -> wanted.put(instance.uid(), instance));
        listed.complete(wanted);
    }

    /** Says that it will never be known which objects are wanted: ends this. */
    void giveUp() {
        cancel();
        listed.complete(Map.of());
    }

    /** What was wanted, with the SOP classes of what has come. */
    List<Instance> instances() {
        return listed.join().values().stream().map(each -> each.ofClass(taken.getOrDefault(each.uid(), each.sopClass()))).toList();
    }

    BlockingQueue<Arrival> arrivals() {
        return arrivals;
    }

    /** Why the archive didn't give all, as it said itself, if it did. */
    Optional<Outcome> failure() {
        return Optional.ofNullable(failure);
    }

    /** Stops as soon as the archive lets it. */
    void cancel() {
        lanes.cancel();
        synchronized (this) {
            notifyAll();
        }
    }

    /** Stops now: the archive has had its time. */
    void abort() {
        lanes.abort();
    }

    @Override
    public void run() {
        try {
            boolean early = !known.series().isEmpty();
            if (early) {
                fetch(ways.get(0), new LinkedList<>(known.series()), known.classes());
            }
            listed.join();
            if (split && !lanes.isCancelled()) {
                fetchOnTwoAssociations(ways.get(0));
            }
            boolean whole = wholeSeries && taken.isEmpty();
            for (FetchPlan.Way way : early ? ways.subList(1, ways.size()) : ways) {
                List<Instance> missing = missing();
                if (!missing.isEmpty() && !lanes.isCancelled()) {
                    fetch(way, new LinkedList<>(FetchUnit.of(missing, whole)), Instance.classes(missing));
                    whole &= taken.isEmpty();
                }
            }
            if (!lanes.isCancelled()) {
                missing().forEach(instance -> tally.failed(instance.uid(), "the archive did not give it"
                        + failure().map(outcome -> ": " + outcome).orElse("")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            arrivals.add(new Arrival(null));
        }
    }

    private List<Instance> missing() {
        List<Instance> missing = new ArrayList<>(listed.join().values());
        missing.removeIf(instance -> taken.containsKey(instance.uid()));
        return missing;
    }

    /** The archive answers each object only after the last was answered: another association uses the link in the meantime. */
    private void fetchOnTwoAssociations(FetchPlan.Way way) throws InterruptedException {
        List<Instance> missing = missing();
        Queue<FetchUnit> units = new ConcurrentLinkedQueue<>(FetchUnit.of(missing, false, SMALL_UNIT));
        Set<String> classes = known.classes();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            try {
                fetch(way, units, classes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, threads);
        try {
            fetch(way, units, classes);
        } finally {
            other.join();
        }
    }

    /** Fetches on one association until there are no more units. */
    private void fetch(FetchPlan.Way way, Queue<FetchUnit> units, Set<String> sopClasses) throws InterruptedException {
        try (Fetcher fetcher = way.open(sopClasses); FetchLanes.Lane lane = lanes.open(fetcher)) {
            for (FetchUnit unit = units.poll(); unit != null && begin() && !split(unit); unit = units.poll()) {
                Outcome outcome = fetcher.fetch(unit, this);
                if (outcome.status() != Status.SUCCESS && !split(unit)) {
                    LOG.info("the archive answered {} to a fetch of {}", outcome,
                            unit.whole() ? "a series" : unit.instances().size() + " objects");
                    failure = outcome;
                }
            }
        } catch (NoPresentationContextException e) {
            LOG.debug("not this way: {}", e.getMessage());
        } catch (IOException e) {
            LOG.warn("fetching failed: {}", e.getMessage());
            failure = new Outcome(Status.UNABLE_TO_PERFORM, "archive: " + e.getMessage());
        }
    }

    /** Whether a series is fetched in parts instead. */
    private boolean split(FetchUnit unit) {
        return split && unit.whole();
    }

    /** Waits for room; false if there is nothing more to begin. */
    private synchronized boolean begin() throws InterruptedException {
        while (backlog > BACKLOG && !lanes.isCancelled()) {
            wait();
        }
        return !lanes.isCancelled();
    }

    private synchronized void addToBacklog(long bytes) {
        backlog += bytes;
        notifyAll();
    }

    /** Where sending waits for the link, and much is still to come, the series is fetched in parts. */
    private void splitIfStarved() {
        if (split || threads == null || known.series().isEmpty() || !listed.isDone() || lanes.isCancelled()) {
            return;
        }
        starved = arrivals.isEmpty() ? starved + 1 : 0;
        if (starved >= STARVED && listed.join().size() - taken.size() >= 2 * SMALL_UNIT) {
            split = true;
            lanes.stopUnits();
        }
    }

    @Override
    public boolean awaits(String sopInstance) {
        return mayBeWanted(sopInstance) && !taken.containsKey(sopInstance);
    }

    /** While it isn't known what is wanted, all that the archive sends may be. */
    private boolean mayBeWanted(String sopInstance) {
        return !listed.isDone() || listed.join().containsKey(sopInstance);
    }

    @Override
    public Outcome take(StoreRequest request, InputStream dataSet) throws IOException {
        if (lanes.isCancelled()) {
            return new Outcome(Status.OUT_OF_RESOURCES, "cancelled");
        }
        splitIfStarved();
        String uid = request.sopInstance();
        if (!mayBeWanted(uid) || taken.putIfAbsent(uid, request.sopClass()) != null) {
            LOG.debug("the archive sent {}, which was not asked for, or twice", uid);
            return Outcome.SUCCESS;
        }
        try {
            FetchedObject object = FetchedObject.take(folder, memory, request, dataSet);
            addToBacklog(object.bytesOnDisk());
            arrivals.add(new Arrival(object));
            return Outcome.SUCCESS;
        } catch (IOException | RuntimeException e) {
            taken.remove(uid);
            throw e;
        }
    }
}
