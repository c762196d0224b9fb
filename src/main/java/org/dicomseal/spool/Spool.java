package org.dicomseal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Durable store-and-forward. The directory is the truth and the database its index: an object streams into a file of its
 * own, is synced, renamed into place, queued, and only then acknowledged; its bytes are deleted only after its courier has
 * delivered it. Opening a spool reconciles both ways: files without a task get one, tasks without a file become a named
 * failure.
 *
 * <p>Delivery is at least once: after a crash between the archive's answer and the removal of the row, an object goes out
 * again. Couriers must be idempotent in effect.
 */
public final class Spool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private final SpoolParts parts;
    private final FolderLock lock;
    private final Lanes lanes;

    private Spool(SpoolParts parts, FolderLock lock) {
        this.parts = parts;
        this.lock = lock;
        this.lanes = new Lanes(parts);
    }

    /** Opens the spool and reconciles it; nothing is delivered before {@link #start}. */
    public static Spool open(SpoolSettings settings, Vault vault, Clock clock) throws IOException {
        Path folder = settings.folder();
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        SpoolFiles files = new SpoolFiles(folder.resolve("objects"), vault, clock);
        SpoolSpace space = new SpoolSpace(folder, settings.maxBytes(), settings.lowDisk());
        FolderLock lock = settings.database() instanceof TaskStore.Embedded ? FolderLock.take(folder) : null;
        TaskDatabase database = null;
        try {
            database = TaskDatabase.open(settings.database());
            SpoolParts parts = SpoolParts.of(settings, files, space, database, clock);
            new Reconciliation(parts).run();
            return new Spool(parts, lock);
        } catch (IOException | RuntimeException e) {
            if (database != null) {
                database.close();
            }
            if (lock != null) {
                lock.close();
            }
            throw e;
        }
    }

    /** Who delivers the objects of a lane, and how many at once. */
    public record Lane(Courier courier, int concurrency) {
    }

    /**
     * Starts deliveries. Objects of lanes that are not among these are given up as {@link Cause#NO_ROUTE}; those given up
     * so before, and whose lane is back, are tried again.
     */
    public void start(Map<String, Lane> all) {
        lanes.run(all, parts.settings().retry());
    }

    /**
     * Changes the lanes and the retries of a spool that was started. A lane that is equal to its predecessor goes on; another
     * one takes over from it, and deliveries under way end where they began.
     */
    public void change(Map<String, Lane> all, RetryPolicy retry) {
        lanes.run(all, retry);
    }

    /**
     * Opens a file for an object.
     *
     * @throws SpoolFullException if there is no room for more now
     */
    public Incoming incoming() throws IOException {
        return new SpoolFileIncoming(parts, lanes::wake);
    }

    /**
     * Up to {@code limit} entries in order of their ids, after {@code afterId} (null: from the start), in the given state
     * (null: any).
     */
    public List<QueueEntry> list(QueueState state, String afterId, int limit) {
        return parts.table().list(state, afterId, limit);
    }

    /** Like {@link #list(QueueState, String, int)}, of one lane (null: any). */
    public List<QueueEntry> list(QueueState state, String lane, String afterId, int limit) {
        return parts.table().list(state, lane, afterId, limit);
    }

    public Optional<QueueEntry> find(String id) {
        return parts.table().find(id);
    }

    /** What was delivered to a lane for good, and when. */
    public record Delivered(String lane, Receipt receipt, Instant at) {
    }

    /** What was delivered for good under any of these keys of receipts, to whatever lane. */
    public List<Delivered> delivered(Collection<String> keys) {
        return parts.ledger().find(keys);
    }

    /** The entries, of whatever lane, whose notes have this {@link Note#KEY}; the oldest first. */
    public List<QueueEntry> versions(String key) {
        return parts.table().versions(key);
    }

    /** The confirmations that a lane awaits. */
    public Confirmations confirmations(String lane) {
        return new Confirmations(lane, parts, lanes::wake);
    }

    /** How many objects are in each state; every state is a key. */
    public Map<QueueState, Long> counts() {
        return parts.table().counts();
    }

    /** How many objects of each lane are in each state, and since when; what there is none of is not among them. */
    public List<LaneDepth> depths() {
        return parts.table().depths();
    }

    /** How much room there is. */
    public SpoolRoom room() throws IOException {
        return parts.space().room();
    }

    /** Bytes of objects in the spool, those on their way in counted. */
    public long bytes() {
        return parts.space().used();
    }

    /** Makes a dead or retrying object due now, its attempts forgotten; false if it is not there or running. */
    public boolean requeue(String id) {
        Instant now = parts.clock().instant();
        Optional<QueueEntry> entry = find(id);
        if (entry.isEmpty()) {
            return false;
        }
        boolean done = parts.table().update(id, QueuedTask.requeued(entry.get(), now), now);
        lanes.wake();
        return done;
    }

    /** Deletes an object for good, undelivered; false if it is not there or running. */
    public boolean drop(String id) {
        long diskSize = parts.files().diskSize(id);
        if (!parts.table().remove(id)) {
            return false;
        }
        LOG.warn("{} was dropped undelivered", id);
        parts.forget(id, diskSize);
        return true;
    }

    /** Stops taking new work, lets deliveries under way finish within the configured wait, and closes the database. */
    @Override
    public synchronized void close() {
        lanes.close();
        parts.database().close();
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.warn("Spool lock: {}", e.toString());
        }
    }
}
