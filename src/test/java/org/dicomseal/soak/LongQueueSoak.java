package org.dicomseal.soak;

import java.nio.file.Path;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** 100,000 objects that wait for an archive that is down (or as many as the system property {@code queued} says). */
class LongQueueSoak {

    @TempDir
    Path folder;

    @Test
    void aHundredThousandObjectsInTheQueueDontSlowTheIntake() throws Exception {
        int objects = Integer.getInteger("queued", 100_000);
        QueueRun run = new QueueRun(folder, Peers.freePort());
        run.fill(objects);
        run.compare(15, 200);
        System.out.println(run.queued() + " objects queued: " + run);
        assertTrue(run.queued() >= objects, run.toString());
        assertTrue(run.ratio() > 0.9, run.toString());
    }
}
