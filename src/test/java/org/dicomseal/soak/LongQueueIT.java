package org.dicomseal.soak;

import java.nio.file.Path;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A queue of thousands: the node starts with it and goes on taking in. {@link LongQueueSoak} measures what it costs. */
@Timeout(300)
class LongQueueIT {

    private static final int QUEUED = 5000;

    @TempDir
    Path folder;

    @Test
    void aNodeWithThousandsOfObjectsInItsQueueStartsAndTakesMore() throws Exception {
        QueueRun run = new QueueRun(folder, Peers.freePort());
        run.fill(QUEUED);
        run.compare(2, 40);
        System.out.println(run);
        assertEquals(QUEUED + 3 * 40, run.queued());
    }
}
