package org.dicomseal.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last step before an acknowledgement: the folder is synced and the task row inserted. Whoever comes while another is
 * at it waits, and the next one in does it for all who wait: many senders share one sync and one transaction.
 */
final class Admission {

    private final SpoolFiles files;
    private final TaskTable table;
    private final ReentrantLock turn = new ReentrantLock();
    private final Queue<Candidate> waiting = new ConcurrentLinkedQueue<>();

    Admission(SpoolFiles files, TaskTable table) {
        this.files = files;
        this.table = table;
    }

    /** Returns once the file's name and its row are safe. */
    void admit(TaskTable.Row row) throws IOException {
        Candidate own = new Candidate(row);
        waiting.add(own);
        turn.lock();
        try {
            if (!own.decided) {
                admitAllWaiting();
            }
        } finally {
            turn.unlock();
        }
        if (own.failure != null) {
            throw new IOException("the object could not be queued: " + own.failure.getMessage(), own.failure);
        }
    }

    private void admitAllWaiting() {
        List<Candidate> batch = new ArrayList<>();
        for (Candidate next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        Exception failure = null;
        try {
            files.syncFolder();
            table.insert(batch.stream().map(candidate -> candidate.row).toList());
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        for (Candidate candidate : batch) {
            candidate.failure = failure;
            candidate.decided = true;
        }
    }

    /** Its fields are guarded by {@link #turn}. */
    private static final class Candidate {
        private final TaskTable.Row row;
        private boolean decided;
        private Exception failure;

        Candidate(TaskTable.Row row) {
            this.row = row;
        }
    }
}
