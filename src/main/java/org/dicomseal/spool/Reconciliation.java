package org.dicomseal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings database and directory together when a spool is opened. The directory is the truth. */
final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int BATCH = 1000;
    /** In a folder that other nodes write to, a part file may be theirs; none takes this long. */
    private static final Duration STALE = Duration.ofDays(1);

    private final SpoolParts parts;

    Reconciliation(SpoolParts parts) {
        this.parts = parts;
    }

    void run() throws IOException {
        int parted = discardParts();
        int released = parts.table().releaseAll();
        // Rows first: what is delivered meanwhile by another node leaves its row before its file.
        Set<String> rows = parts.table().ids();
        Set<String> files = new HashSet<>(parts.files().ids());
        for (String id : files) {
            parts.space().add(parts.files().diskSize(id));
        }
        int queued = queueFilesWithoutRow(files, rows);
        int missing = failRowsWithoutFile(files, rows);
        LOG.info("Spool: {} objects; {} unfinished files removed, {} leases taken back, {} objects queued anew, {} missing",
                files.size(), parted, released, queued, missing);
    }

    private int discardParts() throws IOException {
        int discarded = 0;
        for (String id : parts.files().partIds()) {
            if (!parts.database().isShared() || isStale(id)) {
                parts.files().discardPart(id);
                discarded++;
            }
        }
        return discarded;
    }

    private boolean isStale(String id) throws IOException {
        try {
            Instant written = Files.getLastModifiedTime(parts.files().partFile(id)).toInstant();
            return written.isBefore(Instant.now().minus(STALE));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private int queueFilesWithoutRow(Set<String> files, Set<String> rows) throws IOException {
        List<TaskTable.Row> anew = new ArrayList<>();
        int count = 0;
        for (String id : files) {
            if (rows.contains(id) || !parts.files().exists(id)) {
                continue;
            }
            Optional<TaskTable.Row> row = rowOf(id);
            if (row.isEmpty()) {
                continue;
            }
            anew.add(row.get());
            count++;
            if (anew.size() == BATCH) {
                parts.table().insert(anew);
                anew.clear();
            }
        }
        parts.table().insert(anew);
        return count;
    }

    /** Empty if its deletion was begun: that is done only after its row has gone for good, so nothing but the file is left to go. */
    private Optional<TaskTable.Row> rowOf(String id) throws IOException {
        Instant now = parts.clock().instant();
        try {
            SpoolFiles.OpenFile file = parts.files().open(id);
            file.reader().close();
            return Optional.of(new TaskTable.Row(id, QueuedTask.fresh(file.note()), now));
        } catch (NoSuchFileException e) {
            parts.forget(id, parts.files().diskSize(id));
            return Optional.empty();
        } catch (VaultLockedException e) {
            throw e;
        } catch (IOException e) {
            Failure failure = new Failure(Cause.CORRUPT, "found at start, and not readable: " + e.getMessage(), now);
            Note unknown = new Note("unknown", now, parts.files().diskSize(id), Map.of());
            return Optional.of(new TaskTable.Row(id, QueuedTask.fresh(unknown).givenUp(failure), TaskTable.NEVER));
        }
    }

    private int failRowsWithoutFile(Set<String> files, Set<String> rows) {
        int count = 0;
        Instant now = parts.clock().instant();
        for (String id : rows) {
            if (files.contains(id) || parts.files().exists(id)) {
                continue;
            }
            QueueEntry entry = parts.table().find(id).orElse(null);
            if (entry == null || entry.failure() != null && entry.failure().cause() == Cause.MISSING) {
                continue;
            }
            Failure failure = new Failure(Cause.MISSING, "the task is there and the file is gone", now);
            QueuedTask task = QueuedTask.fresh(entry.note()).givenUp(failure);
            if (parts.table().update(id, task, TaskTable.NEVER)) {
                LOG.error("Spool: the bytes of {} are gone", id);
                count++;
            }
        }
        return count;
    }
}
