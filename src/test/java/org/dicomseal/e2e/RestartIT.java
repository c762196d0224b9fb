package org.dicomseal.e2e;

import java.nio.file.Path;
import java.util.List;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.archive.Habits;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.peers.Peers;
import org.dicomseal.spool.QueueState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What was acknowledged arrives, whatever stops in between. */
@Timeout(180)
class RestartIT {

    @TempDir
    Path folder;

    @Test
    void whatIsQueuedWhenTheNodeStopsArrivesAfterItsRestart() throws Exception {
        int archivePort = Peers.freePort();
        List<Specimen> objects = Synthetic.kinds();
        try (ReceivingAe viewer = new ReceivingAe();
                RunningNode node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ARCHIVE", archivePort, ""),
                        RunningNode.peers(new RunningNode.Destination("VIEWER", viewer.port())))) {
            for (Specimen object : objects) {
                assertEquals(Outcome.SUCCESS, node.scu("CT1").store(object));
            }
            RunningNode.await(() -> node.node().spool().counts().get(QueueState.RETRYING) > 0);
            node.restart();
            assertEquals(objects.size(), node.node().spool().counts().values().stream().mapToLong(Long::longValue).sum());
            assertEquals(List.of(), node.dead());

            try (EmbeddedArchive archive = EmbeddedArchive.start(
                    new ArchiveOptions(folder.resolve("archive"), "ARCHIVE", archivePort, Habits.none()))) {
                node.awaitForwarded();
                assertEquals(objects.size(), archive.size());
                node.restart();
                assertEquals(Outcome.SUCCESS, node.scu("VIEWER").move("VIEWER", Scu.study(objects.get(0).study())).outcome());
                for (Specimen object : objects) {
                    assertEquals(List.of(), object.differencesFrom(viewer.objects.get(object.sopInstance())));
                }
            }
        }
    }

    @Test
    void aNodeThatStopsWhileItForwardsLosesNothing() throws Exception {
        List<Specimen> objects = Synthetic.series(60, 128);
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
                RunningNode node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ARCHIVE", archive.port(), ""),
                        RunningNode.peers())) {
            for (Specimen object : objects) {
                assertEquals(Outcome.SUCCESS, node.scu("CT1").store(object));
                if (archive.size() > 0 && archive.size() % 10 == 0) {
                    node.restart();
                }
            }
            node.awaitForwarded();
            assertEquals(objects.size(), archive.size());
        }
    }
}
