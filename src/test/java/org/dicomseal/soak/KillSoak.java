package org.dicomseal.soak;

import java.nio.file.Path;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * 500 kills (or as many as the system property {@code kills} says) under load: two in three at a moment of chance, one in three at a
 * named point. Every fifth kill what was sent since is fetched back and compared, and at the end everything that was ever sent.
 */
class KillSoak {

    private static final int PROVE_EVERY = 5;

    @TempDir
    Path folder;

    @Test
    void aNodeThatIsKilledHundredsOfTimesLosesNothing() throws Exception {
        int kills = Integer.getInteger("kills", 500);
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(kills + " kills, seed " + seed);
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
                KillRun run = new KillRun(new SoakNode(folder.resolve("node"), "ARCHIVE", archive.port()), seed)) {
            for (int i = 1; i <= kills; i++) {
                if (i % 3 == 0) {
                    CrashPoint[] points = CrashPoint.values();
                    run.killAt(points[i / 3 % points.length], 1 + i % 17);
                } else {
                    run.killSometime();
                }
                if (i % PROVE_EVERY == 0) {
                    run.prove();
                    System.out.println(run.findings());
                }
            }
            run.proveAll();
            System.out.println(run.findings());
            KillIT.assertNothingHappened(run);
            assertEquals(kills, run.findings().kills);
        }
    }
}
