package org.dicomseal.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** As many associations at once as the node takes by default; {@link ManyAssociationsSoak} does the same for long. */
@Timeout(900)
class ManyAssociationsIT {

    private static final int ASSOCIATIONS = 200;
    private static final long MOST_GROWTH = 64L << 20;

    @TempDir
    Path folder;

    @Test
    void twoHundredAssociationsAtOnceFailNowhereAndLeaveNothingBehind() throws Exception {
        run(folder, Duration.ofSeconds(20));
    }

    static void run(Path folder, Duration length) throws Exception {
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"))) {
            LoadRun load = new LoadRun(new SoakNode(folder.resolve("node"), "ARCHIVE", archive.port()), ASSOCIATIONS, length,
                    Duration.ofSeconds(4));
            load.run();
            System.out.println(load);
            assertEquals(List.of(), load.failures());
            assertEquals(load.stored(), archive.size());
            assertTrue(load.stored() >= ASSOCIATIONS);
            assertTrue(load.heapLate() - load.heapEarly() < MOST_GROWTH, load.toString());
        }
    }
}
