package org.dicomseal.spool;

import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the parts of an open spool share. */
record SpoolParts(SpoolSettings settings, SpoolFiles files, SpoolSpace space, TaskDatabase database, TaskTable table, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolParts.class);

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
