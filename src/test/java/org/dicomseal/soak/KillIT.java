package org.dicomseal.soak;

import java.nio.file.Path;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.peers.Orthanc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A node that is killed loses nothing that it has acknowledged, and changes nothing. {@link KillSoak} does the same for long. */
@Timeout(600)
class KillIT {

    @TempDir
    Path folder;

    static void assertNothingHappened(KillRun run) {
        KillRun.Findings found = run.findings();
        String summary = found + "\nlost " + found.lost + "\naltered " + found.altered + "\npartly visible " + found.partlyVisible
                + "\nproblems " + found.problems;
        assertTrue(found.lost.isEmpty() && found.altered.isEmpty() && found.partlyVisible.isEmpty() && found.problems.isEmpty(), summary);
        assertTrue(found.acknowledged > 0, summary);
    }

    @Test
    void aNodeThatIsKilledAtEachNamedPointLosesNothing() throws Exception {
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
                KillRun run = new KillRun(new SoakNode(folder.resolve("node"), "ARCHIVE", archive.port()), 0)) {
            for (CrashPoint point : CrashPoint.values()) {
                run.killAt(point, 12);
            }
            // the one after which a start finds files without a task
            run.killAt(CrashPoint.AFTER_RENAME, 1);
            run.killAt(CrashPoint.DURING_RECONCILIATION, 1);
            run.proveAll();
            assertEquals(CrashPoint.values().length + 2, run.findings().kills);
            assertNothingHappened(run);
        }
    }

    @Test
    void aNodeThatIsKilledAtAnyTimeLosesNothing() throws Exception {
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
                KillRun run = new KillRun(new SoakNode(folder.resolve("node"), "ARCHIVE", archive.port()), 1)) {
            for (int i = 0; i < 3; i++) {
                run.killSometime();
            }
            run.proveAll();
            assertEquals(3, run.findings().kills);
            assertNothingHappened(run);
        }
    }

    @Test
    void aNodeThatIsKilledBeforeOrthancLosesNothing() throws Exception {
        try (Orthanc orthanc = Orthanc.start(folder.resolve("orthanc"), "ORTHANC");
                KillRun run = new KillRun(new SoakNode(folder.resolve("node"), "ORTHANC", orthanc.dicomPort()), 2)) {
            run.killAt(CrashPoint.MID_FORWARD, 40);
            run.killSometime();
            run.proveAll();
            assertNothingHappened(run);
        }
    }
}
