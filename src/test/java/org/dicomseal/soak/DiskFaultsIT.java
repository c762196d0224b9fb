package org.dicomseal.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Disks that are full, or cannot be written to: real ones, a few MiB of memory that only the node's process sees (mount namespaces of
 * Linux, which take root).
 */
@Timeout(180)
class DiskFaultsIT {

    private static final int SMALL = 1;
    private static final int LARGE = 10;

    @TempDir
    Path folder;

    private final String study = Uids.random();
    private final List<SoakImage> acknowledged = new ArrayList<>();
    private int stored;

    @BeforeEach
    void thisSystemHasMountNamespaces() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")) && Files.isExecutable(Path.of("/usr/bin/nsenter")),
                "no unshare and nsenter here (util-linux)");
        Process trial = new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "none", folder.toString())
                .redirectErrorStream(true).start();
        assumeTrue(trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0, "this user may not mount");
    }

    /** What starts a program with a file system of its own in a folder. */
    private static List<String> withDisk(Path mountPoint, String options) throws IOException {
        Files.createDirectories(mountPoint);
        return List.of("unshare", "--mount", "sh", "-c", "mount -t tmpfs -o " + options + " none " + mountPoint + " && exec \"$@\"", "sh");
    }

    /** A path as a process sees it. */
    private static Path seenBy(NodeProcess node, Path path) {
        return Path.of("/proc/" + node.pid() + "/root" + path);
    }

    private static void remount(NodeProcess node, Path mountPoint, String option) throws IOException, InterruptedException {
        Process mount = new ProcessBuilder("nsenter", "--mount", "--target", String.valueOf(node.pid()),
                "mount", "-o", "remount," + option, mountPoint.toString()).inheritIO().start();
        assertEquals(0, mount.waitFor());
    }

    /** Stores an image of a kind: {@link #SMALL} or {@link #LARGE}. */
    private Outcome store(Association association, int kind) throws IOException {
        stored += 10;
        SoakImage image = new SoakImage(study, stored + kind % LARGE);
        Outcome outcome = NodeClient.store(association, image);
        if (outcome.equals(Outcome.SUCCESS)) {
            acknowledged.add(image);
        }
        return outcome;
    }

    private void assertRefusedForNow(Outcome outcome) {
        assertEquals(Status.OUT_OF_RESOURCES, outcome.status(), outcome.toString());
        assertTrue(!outcome.comment().contains("/"), outcome.comment());
    }

    private void assertAllArrive(EmbeddedArchive archive, SoakNode place) throws Exception {
        List<String> expected = acknowledged.stream().map(SoakImage::instance).sorted().toList();
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); System.nanoTime() < end && archive.size() < expected.size(); ) {
            Thread.sleep(20);
        }
        List<String> whole = new ArrayList<>();
        place.client().get(study, (association, request, dataSet) -> {
            assertEquals(List.of(), SoakImage.of(study, request.sopInstance())
                    .differencesFrom(dataSet.readAllBytes(), request.transferSyntax()));
            whole.add(request.sopInstance());
            return Outcome.SUCCESS;
        });
        assertEquals(expected, whole.stream().sorted().toList());
    }

    @Test
    void aDiskThatIsFullRefusesForNowAndTakesAgainWhenItIsNot() throws Exception {
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"))) {
            SoakNode place = new SoakNode(folder.resolve("node"), "ARCHIVE", archive.port(), "1");
            try (NodeProcess node = place.start(withDisk(place.spool(), "size=16m"), SoakNode.STARTS_SOON)) {
                node.awaitListening();
                try (Association association = place.client().openToStore("CT")) {
                    assertEquals(Outcome.SUCCESS, store(association, SMALL));
                    assertAllArrive(archive, place);
                    Path disk = seenBy(node, place.spool());
                    byte[] ballast = new byte[(int) Files.getFileStore(disk).getUsableSpace() - (200 << 10)];
                    Files.write(disk.resolve("ballast"), ballast);
                    for (int i = 0; i < 3; i++) {
                        assertRefusedForNow(store(association, LARGE));
                    }
                    Files.delete(disk.resolve("ballast"));
                    assertEquals(Outcome.SUCCESS, store(association, LARGE));
                    assertEquals(Outcome.SUCCESS, store(association, SMALL));
                    assertAllArrive(archive, place);
                }
                node.stop();
            }
        }
    }

    @Test
    void aDiskThatTurnsReadOnlyRefusesForNowAndTakesAgainWhenItIsNot() throws Exception {
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"))) {
            SoakNode place = new SoakNode(folder.resolve("node"), "ARCHIVE", archive.port());
            // the database lies beside it: as long as a file of a file system is open, nobody can make it read-only
            Path objects = place.spool().resolve("objects");
            try (NodeProcess node = place.start(withDisk(objects, "size=16m"), SoakNode.STARTS_SOON)) {
                node.awaitListening();
                try (Association association = place.client().openToStore("CT")) {
                    assertEquals(Outcome.SUCCESS, store(association, SMALL));
                    assertAllArrive(archive, place);
                    remount(node, objects, "ro");
                    assertRefusedForNow(store(association, SMALL));
                    assertRefusedForNow(store(association, LARGE));
                    remount(node, objects, "rw");
                    assertEquals(Outcome.SUCCESS, store(association, LARGE));
                    assertAllArrive(archive, place);
                }
                node.stop();
            }
        }
    }

    @Test
    void aNodeWhoseSpoolIsReadOnlyDoesNotStart() throws Exception {
        SoakNode place = new SoakNode(folder.resolve("node"), "ARCHIVE", 1);
        try (NodeProcess node = place.start(withDisk(place.spool(), "size=16m,ro"), SoakNode.STARTS_SOON)) {
            assertNotEquals(0, node.awaitExit());
            assertTrue(node.output().contains("Read-only") && node.output().contains("spool"), node.output());
        }
    }
}
