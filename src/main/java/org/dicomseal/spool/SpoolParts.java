package org.dicomseal.spool;

import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parts of an open spool share.
 *
 * @param admissions  the last step before an acknowledgement: the folder is synced and the task row inserted
 * @param retirements the last step of a delivery: the row is gone for good, and so the bytes may go
 */
record SpoolParts(SpoolSettings settings, SpoolFiles files, SpoolSpace space, TaskDatabase database, TaskTable table, Ledger ledger,
        Clock clock,
        Together<TaskTable.Row> admissions, Together<TaskTable.Delivered> retirements) {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolParts.class);

    static SpoolParts of(SpoolSettings settings, SpoolFiles files, SpoolSpace space, TaskDatabase database, Clock clock) {
        TaskTable table = new TaskTable(database);
        Together<TaskTable.Row> admissions = new Together<>(rows -> {
            files.syncFolder();
            table.insert(rows);
        });
        return new SpoolParts(settings, files, space, database, table, new Ledger(database), clock, admissions, new Together<>(table::retire));
    }

    /** Deletes the bytes of an object whose row is gone. What cannot be deleted is delivered once more after a restart. */
    void forget(String id, long diskSize) {
        try {
            if (files.delete(id)) {
                space.add(-diskSize);
            }
        } catch (IOException e) {
            LOG.error("The bytes of {} cannot be deleted: {}", id, e.toString());
        }
    }
}
