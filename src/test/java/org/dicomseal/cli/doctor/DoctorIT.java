package org.dicomseal.cli.doctor;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.archive.Habits;
import org.dicomseal.dimse.AssociationPolicy;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.Password;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the doctor says of archives with and without bad habits. */
class DoctorIT {

    @TempDir
    private Path folder;
    private String said;
    private String archiveSettings = "";

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
    void anArchiveThatCannotCommitAsItIsAskedToIsAFault() throws Exception {
        archiveSettings = ", commitment: request";
        assertEquals(1, examine(Habits.none(), true, ""), () -> said);
        assertTrue(said.contains("archive main: it does not offer storage commitment"), said);
    }

    @Test
    void anArchiveThatCommitsIsWell() throws Exception {
        archiveSettings = ", commitment: request";
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DimseServer committing = DimseServer.start(ServerOptions.at(any), new TakesEveryClass(), new DimseServices()
                .onFind(find -> Outcome.SUCCESS).onAction((association, request) -> Outcome.SUCCESS))) {
            assertEquals(0, examine(committing.address().getPort(), true, "", null), () -> said);
        }
        assertTrue(said.contains("it offers what 'commitment: request' needs"), said);
    }

    @Test
    void whereAModalityIsToldOfItsCommitmentsIsTried() throws Exception {
        assertEquals(0, examine(Habits.none(), true, "peers: {ct: {ae: CT1, addresses: [127.0.0.1], commitment: {host: 127.0.0.1, port: %d}}}"
                .formatted(Peers.freePort())), () -> said);
        assertTrue(said.contains("results of its storage commitment wait until it listens there"), said);
    }

    @Test
    void aFileOfUsersThatLetsNobodyInIsAFault() throws Exception {
        String peers = "peers: {ct: {ae: CT1, addresses: [127.0.0.1], users: '" + folder.resolve("users") + "'}}";
        assertEquals(1, examine(Habits.none(), true, peers), () -> said);
        assertTrue(said.contains("peer ct: nobody gets in as its user"), said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rw------- | nora -               | 0 | 1 user(s)
            rw------- | # nobody yet         | 1 | names no user
            rw------- | nora not-a-hash      | 1 | users:1:
            rw-r--r-- | nora -               | 1 | users
            """)
    void aFileOfUsersIsReadAsTheNodeReadsIt(String permissions, String line, int faults, String expected) throws Exception {
        Path users = Files.writeString(folder.resolve("users"), line + "\n");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString(permissions));
        String peers = "peers: {ct: {ae: CT1, addresses: [127.0.0.1], users: '" + users + "'}}";
        assertEquals(faults, examine(Habits.none(), true, peers), () -> said);
        assertTrue(said.contains(expected), said);
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

    private static final class TakesEveryClass implements AssociationPolicy {

        @Override
        public Optional<AssociateReject> admit(Caller caller) {
            return Optional.empty();
        }

        @Override
        public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
            return ContextAnswer.accept(proposed.transferSyntaxes().get(0));
        }
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
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d%s}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', passwordFile: '%s'}
                %s
                """.formatted(archivePort, archiveSettings, folder.resolve("spool"), keystore, passwordFile, more));
        return NodeConfig.load(file);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
