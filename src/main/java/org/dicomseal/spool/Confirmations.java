package org.dicomseal.spool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of a lane that the other side took and has yet to confirm. Whoever gets the answers says them here; an object that
 * a person has requeued or dropped meanwhile is left alone. Thread-safe, and safe with several nodes on one queue.
 */
public final class Confirmations {

    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);

    private final String lane;
    private final SpoolParts parts;
    private final Runnable wakeLanes;

    Confirmations(String lane, SpoolParts parts, Runnable wakeLanes) {
        this.lane = lane;
        this.parts = parts;
        this.wakeLanes = wakeLanes;
    }

    /** Up to {@code limit} entries in order of their ids, after {@code afterId} (null: from the start). */
    public List<QueueEntry> awaited(String afterId, int limit) {
        return parts.table().parked(lane, afterId, limit);
    }

    /** Notes durably that these were asked for, under a ticket by which the answer will be known; empty: not any more. */
    public void asked(Collection<QueueEntry> entries, String ticket) {
        Instant now = parts.clock().instant();
        for (QueueEntry entry : entries) {
            Confirmation asked = entry.confirmation().asked(ticket, ticket.isEmpty() ? null : now);
            parts.table().updateParked(entry.id(), taskOf(entry).delivered(asked), TaskTable.PARKED);
        }
    }

    /**
     * They are kept: their bytes go.
     *
     * @param how put into their receipts under the label {@code confirmed}
     */
    public void confirm(Collection<QueueEntry> entries, String how) {
        Map<String, Receipt> receipts = new TreeMap<>();
        entries.forEach(entry -> receipts.put(entry.id(), entry.confirmation().receipt()));
        confirm(receipts, how);
    }

    /** As {@link #confirm(Collection, String)}, with another receipt than that of its delivery. */
    public void confirm(QueueEntry entry, Receipt receipt, String how) {
        confirm(Map.of(entry.id(), receipt), how);
    }

    private void confirm(Map<String, Receipt> receipts, String how) {
        Instant now = parts.clock().instant();
        List<TaskTable.Delivered> kept = new ArrayList<>();
        Map<String, Long> sizes = new TreeMap<>();
        parts.table().parkedVersions(receipts.keySet()).forEach((id, version) -> {
            kept.add(new TaskTable.Delivered(id, version, new Ledger.Row(lane, receipts.get(id).with("confirmed", how), now)));
            sizes.put(id, parts.files().diskSize(id));
        });
        parts.table().retire(kept);
        for (TaskTable.Delivered each : kept) {
            if (each.isRemoved()) {
                parts.forget(each.id(), sizes.get(each.id()));
            }
        }
        wakeLanes.run();
    }

    /** It is not kept: a failed attempt, after which it is delivered anew as often as its cause deserves. */
    public void refuse(QueueEntry entry, Cause cause, String message) {
        Instant now = parts.clock().instant();
        QueuedTask after = taskOf(entry).failed(new Failure(cause, message, now), true);
        Optional<Instant> next = parts.settings().retry().next(cause, after, now, RandomGenerator.getDefault());
        if (!parts.table().updateParked(entry.id(), after, next.orElse(TaskTable.NEVER))) {
            return;
        }
        if (next.isEmpty()) {
            LOG.error("{} was delivered to {} and is given up: {}: {}", entry.id(), lane, cause, message);
        } else {
            LOG.warn("{} was delivered to {} and will be again: {}: {}", entry.id(), lane, cause, message);
        }
    }

    private static QueuedTask taskOf(QueueEntry entry) {
        return new QueuedTask(entry.note(), entry.note().received(), entry.attempts(), entry.counted(), 0, entry.failure(), entry.confirmation());
    }
}
