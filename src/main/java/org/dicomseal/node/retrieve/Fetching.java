package org.dicomseal.node.retrieve;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first half of a retrieval: gets the objects out of the archive as fast as that gives them, onto the disk and into a
 * queue. What one way doesn't bring is asked for in the next.
 */
final class Fetching implements Runnable, Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);

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

        /** Removes the object from the disk. */
        @Override
        public void close() throws IOException {
            if (object != null) {
                addToBacklog(-object.size());
                object.close();
            }
        }
    }

    private final List<FetchPlan.Way> ways;
    private final boolean wholeSeries;
    private final Path folder;
    private final Tally tally;
    private final Map<String, Instance> wanted = new LinkedHashMap<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private long backlog;
    private boolean cancelled;
    private Fetcher running;
    private volatile Outcome failure;

    /**
     * @param wholeSeries whether the instances are all that their series have
     * @param folder      for what has come; exists
     */
    Fetching(List<FetchPlan.Way> ways, List<Instance> instances, boolean wholeSeries, Path folder, Tally tally) {
        this.ways = List.copyOf(ways);
        this.wholeSeries = wholeSeries;
        this.folder = folder;
        this.tally = tally;
        instances.forEach(instance -> wanted.put(instance.uid(), instance));
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
        Fetcher fetcher;
        synchronized (this) {
            cancelled = true;
            fetcher = running;
            notifyAll();
        }
        if (fetcher != null) {
            fetcher.cancel();
        }
    }

    /** Stops now: the archive has had its time. */
    void abort() {
        Fetcher fetcher;
        synchronized (this) {
            cancelled = true;
            fetcher = running;
        }
        if (fetcher != null) {
            fetcher.abort();
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void run() {
        try {
            boolean whole = wholeSeries;
            for (FetchPlan.Way way : ways) {
                List<Instance> missing = missing();
                if (!missing.isEmpty() && !isCancelled()) {
                    fetch(way, missing, whole);
                    whole = false;
                }
            }
            if (!isCancelled()) {
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
        List<Instance> missing = new ArrayList<>(wanted.values());
        missing.removeIf(instance -> taken.contains(instance.uid()));
        return missing;
    }

    private void fetch(FetchPlan.Way way, List<Instance> missing, boolean whole) throws InterruptedException {
        Set<String> sopClasses = new LinkedHashSet<>();
        missing.forEach(instance -> sopClasses.add(instance.sopClass()));
        try (Fetcher fetcher = way.open(sopClasses)) {
            for (FetchUnit unit : FetchUnit.of(missing, whole)) {
                if (!begin(fetcher)) {
                    return;
                }
                Outcome outcome = fetcher.fetch(unit, this);
                if (outcome.status() != Status.SUCCESS) {
                    LOG.info("the archive answered {} to a fetch of {} objects", outcome, unit.instances().size());
                    failure = outcome;
                }
            }
        } catch (NoPresentationContextException e) {
            LOG.debug("not this way: {}", e.getMessage());
        } catch (IOException e) {
            LOG.warn("fetching failed: {}", e.getMessage());
            failure = new Outcome(Status.UNABLE_TO_PERFORM, "archive: " + e.getMessage());
        } finally {
            synchronized (this) {
                running = null;
            }
        }
    }

    /** Waits for room; false if there is nothing more to begin. */
    private synchronized boolean begin(Fetcher fetcher) throws InterruptedException {
        while (backlog > BACKLOG && !cancelled) {
            wait();
        }
        running = fetcher;
        return !cancelled;
    }

    private synchronized void addToBacklog(long bytes) {
        backlog += bytes;
        notifyAll();
    }

    @Override
    public boolean awaits(String sopInstance) {
        return wanted.containsKey(sopInstance) && !taken.contains(sopInstance);
    }

    @Override
    public Outcome take(StoreRequest request, InputStream dataSet) throws IOException {
        if (isCancelled()) {
            return new Outcome(Status.OUT_OF_RESOURCES, "cancelled");
        }
        String uid = request.sopInstance();
        if (!wanted.containsKey(uid) || !taken.add(uid)) {
            LOG.debug("the archive sent {}, which was not asked for, or twice", uid);
            return Outcome.SUCCESS;
        }
        try {
            FetchedObject object = FetchedObject.take(folder, request, dataSet);
            addToBacklog(object.size());
            arrivals.add(new Arrival(object));
            return Outcome.SUCCESS;
        } catch (IOException | RuntimeException e) {
            taken.remove(uid);
            throw e;
        }
    }
}
