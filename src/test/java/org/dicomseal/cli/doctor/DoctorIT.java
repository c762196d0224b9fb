package org.dicomseal.cli.doctor;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.archive.Habits;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.Password;
import org.dicomseal.node.config.NodeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the doctor says of archives with and without bad habits. */
class DoctorIT {

    @TempDir
    private Path folder;
    private String said;

    @Test
    void aGoodArchiveAndABackedUpKeystoreAreWell() throws Exception {
        assertEquals(0, examine(Habits.none(), true, ""), () -> said);
        assertTrue(said.contains("every pixel came back"), said);
        assertTrue(said.contains("a second object of the same UID replaces the first"), said);
    }

    @Test
    void aKeystoreWithoutABackupIsAFault() throws Exception {
        assertEquals(1, examine(Habits.none(), false, ""), () -> said);
        assertTrue(said.contains("no verified backup"), said);
    }

    @Test
    void strippedTagsImplicitVrAndTheKeptFirstObjectAreNamed() throws Exception {
        assertEquals(0, examine(Habits.none().strippingPrivate().keepingFirst(), true, ""), () -> said);
        assertTrue(said.contains("stripped the private block"), said);
        assertTrue(said.contains("keeps the first"), said);
        assertTrue(said.contains("every pixel came back"), said);
    }

    @Test
    void aRouteWhoseObjectsWouldNotComeBackIsNamed() throws Exception {
        assertEquals(0, examine(Habits.none(), true, "routes: [{name: plain, nonImage: forward}]"), () -> said);
        assertTrue(said.contains("route plain forwards objects without pixels unsealed"), said);
    }

    @Test
    void anArchiveThatIsAwayIsAFaultAndNothingHangs() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertEquals(1, examine(free, true, "", null), () -> said);
        assertTrue(said.contains("C-ECHO to ARCHIVE"), said);
    }

    private int examine(Habits habits, boolean backup, String more) throws Exception {
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE").with(habits))) {
            return examine(archive.port(), backup, more, "main");
        }
    }

    private int examine(int archivePort, boolean backup, String more, String roundtrip) throws Exception {
        Path passwordFile = Files.createFile(folder.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, "correct horse\n");
        Path keystore = folder.resolve("node.p12");
        try (Password password = Password.of("correct horse".toCharArray()); Keyring keyring = Keyring.init(keystore, password)) {
            if (backup) {
                keyring.backup(folder.resolve("backup.p12"), password);
            }
        }
        StringWriter out = new StringWriter();
        int faults = new Doctor(configuration(archivePort, passwordFile, keystore, more), keystore, new PrintWriter(out, true), owners -> { })
                .examine(roundtrip);
        said = out.toString();
        return faults;
    }

    private NodeConfig configuration(int archivePort, Path passwordFile, Path keystore, String more) throws Exception {
        Path file = folder.resolve("node.yaml");
        write(file, """
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', passwordFile: '%s'}
                %s
                """.formatted(archivePort, folder.resolve("spool"), keystore, passwordFile, more));
        return NodeConfig.load(file);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
