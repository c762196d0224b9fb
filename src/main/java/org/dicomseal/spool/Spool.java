package org.dicomseal.spool;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Durable store-and-forward. The directory is the truth and the database its index: an object streams into a file of its
 * own, is synced, renamed into place, queued, and only then acknowledged; its bytes are deleted only after its courier has
 * delivered it. Opening a spool reconciles both ways: files without a task get one, tasks without a file become a named
 * failure.
 */
public final class Spool implements AutoCloseable {

    private Spool() {
    }

    /** Opens the spool and reconciles it; nothing is delivered before {@link #start}. */
    public static Spool open(SpoolSettings settings, Vault vault, Clock clock) throws IOException {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Starts deliveries.
     *
     * @param lanes by name, who delivers and how many at once
     */
    public void start(Map<String, Lane> lanes) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Who delivers the objects of a lane, and how many at once. */
    public record Lane(Courier courier, int concurrency) {
    }

    /** Opens a file for an object, or refuses for want of room. */
    public Incoming incoming() throws IOException {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Up to {@code limit} entries in order of their ids, after {@code afterId} (null: from the start), in the given state
     * (null: any).
     */
    public List<QueueEntry> list(QueueState state, String afterId, int limit) {
        throw new UnsupportedOperationException("not yet");
    }

    public Optional<QueueEntry> find(String id) {
        throw new UnsupportedOperationException("not yet");
    }

    /** How many objects are in each state; every state is a key. */
    public Map<QueueState, Long> counts() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Bytes of objects in the spool. */
    public long bytes() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Makes a dead or retrying object due now, its attempts forgotten; false if it is not there or running. */
    public boolean requeue(String id) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Deletes an object for good, undelivered; false if it is not there or running. */
    public boolean drop(String id) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Stops taking new work, lets deliveries under way finish within the configured wait, and closes the database. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("not yet");
    }
}
