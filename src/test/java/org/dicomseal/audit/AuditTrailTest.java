package org.dicomseal.audit;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.dicomseal.audit.AuditRecords.Record;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.SubOperations;
import org.dicomseal.dimse.TestKeys;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.events.SealWork;
import org.dicomseal.node.events.StoredObject;
import org.dicomseal.node.events.StudyPart;
import org.dicomseal.spool.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** The trail, read back by a strict receiver. */
@Timeout(120)
class AuditTrailTest {

    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String MR = "1.2.840.10008.5.1.4.1.1.4";

    @TempDir
    Path folder;

    private final Caller modality = new Caller("CT1", "SEAL", new InetSocketAddress("10.1.2.3", 40_000), List.of());
    private final Caller viewer = new Caller("VIEWER", "SEAL", new InetSocketAddress("10.1.2.4", 40_001), List.of());

    @Test
    void oneMessageStandsForAllObjectsOfAStudyInAnAssociation() throws Exception {
        try (AuditTrail trail = trail("")) {
            for (int i = 0; i < 3; i++) {
                trail.stored(modality, new StoredObject("P-1", "1.2.3", CT, "1.2.3." + i, 1000));
            }
            trail.stored(modality, new StoredObject("P-1", "1.2.3", MR, "1.2.3.9", 1000));
            trail.stored(modality, new StoredObject("P-2", "1.2.4", CT, "1.2.4.1", 1000));
            trail.ended(modality);
        }
        List<Record> records = AuditRecords.in(file());
        assertEquals(2, records.size());
        Record first = records.get(0);
        assertEquals("110104", first.event());
        assertEquals("C", first.action());
        assertEquals("0", first.outcome());
        assertEquals("3", first.all("SOPClass", "UID", CT).get(0).getAttribute("NumberOfInstances"));
        assertEquals("1", first.all("SOPClass", "UID", MR).get(0).getAttribute("NumberOfInstances"));
        assertEquals(1, first.all("ParticipantObjectIdentification", "ParticipantObjectID", "1.2.3").size());
        assertEquals("1", first.all("ParticipantObjectIdentification", "ParticipantObjectID", "P-1").get(0).getAttribute("ParticipantObjectTypeCode"));
        assertEquals("10.1.2.3", first.all("ActiveParticipant", "UserID", "CT1").get(0).getAttribute("NetworkAccessPointID"));
        assertEquals("110152", first.all("ActiveParticipant", "UserID", "SEAL").get(0).getElementsByTagName("RoleIDCode").item(0)
                .getAttributes().getNamedItem("csd-code").getNodeValue());
        assertEquals(1, records.get(1).all("ParticipantObjectIdentification", "ParticipantObjectID", "P-2").size());
    }

    @Test
    void everyKindOfEventMakesAMessageOfTheStandard() throws Exception {
        ArchiveConfig archive = config("").archives().get("main");
        byte[] keys = {0x08, 0x00, 0x52, 0x00};
        List<StudyPart> parts = List.of(new StudyPart("P-1", "1.2.3", Map.of(CT, 4, "", 1)));
        try (AuditTrail trail = trail("")) {
            trail.started();
            trail.queried(viewer, archive, "1.2.840.10008.5.1.4.1.2.2.1", keys, "1.2.840.10008.1.2", Outcome.SUCCESS);
            trail.retrieving(viewer, archive, "WORKSTATION", parts);
            trail.retrieved(viewer, archive, "WORKSTATION", parts,
                    new RetrieveOutcome(new Outcome(Status.COMPLETE_WITH_FAILURES, "one is not well"), new SubOperations(0, 4, 1, 0), List.of("1.2.3.5")));
            trail.forwarded(archive, new StoredObject("P-1", "1.2.3", CT, "1.2.3.1", 1), SealWork.NONE);
            trail.notForwarded(archive, new StoredObject("", "1.2.3", CT, "1.2.3.1", 1), Cause.UNREACHABLE);
            trail.notStored(viewer, Status.OUT_OF_RESOURCES, "no room");
            trail.notStored(viewer, Status.NOT_AUTHORIZED, "may not store");
            trail.rejected(viewer, AssociateReject.CALLING_AE_NOT_RECOGNIZED);
            trail.unconnected(new InetSocketAddress("10.9.9.9", 1), "certificate unknown");
            trail.altered(archive, "1.2.3.1", "its sealed payload was changed", false);
            trail.keysUsed("unlock", true);
            trail.keysUsed("read the keystore anew", false);
            trail.operated("reload of the configuration", true);
        }
        List<Record> records = AuditRecords.in(file());
        assertEquals(1, of(records, "110100", "110120").size());
        assertEquals(1, of(records, "110100", "110121").size());
        Record query = of(records, "110112", "").get(0);
        assertArrayEquals(keys, Base64.getDecoder().decode(query.first("ParticipantObjectQuery").getTextContent()));
        assertEquals(1, of(records, "110102", "").size());
        List<Record> transfers = of(records, "110104", "");
        assertEquals(4, transfers.size());
        assertTrue(transfers.stream().anyMatch(each -> each.outcome().equals("4") && each.description().contains("4 objects given, 1 failed")));
        assertTrue(transfers.stream().anyMatch(each -> each.outcome().equals("4") && each.description().contains("unreachable")));
        assertTrue(transfers.stream().anyMatch(each -> each.outcome().equals("4") && each.description().contains("no room")));
        assertEquals(2, of(records, "110113", "110126").size());
        assertEquals(2, of(records, "110113", "110132").size());
        assertEquals(1, of(records, "110113", "110129").size());
        assertEquals(1, of(records, "110113", "110131").size());
        Record altered = of(records, "110113", "ALTERED").get(0);
        assertEquals("8", altered.outcome());
        assertEquals(84, altered.priority());
        assertEquals(85, query.priority());
    }

    private static List<Record> of(List<Record> records, String event, String type) {
        return records.stream().filter(each -> each.event().equals(event) && each.type().equals(type)).toList();
    }

    @Test
    void whatCallersChooseBreaksNoMessage() throws Exception {
        Caller hostile = new Caller("A\"><B\u0000\n", "<SEAL&>", new InetSocketAddress("10.1.2.3", 40_000), List.of());
        try (AuditTrail trail = trail("")) {
            trail.rejected(hostile, AssociateReject.CALLED_AE_NOT_RECOGNIZED);
            trail.stored(hostile, new StoredObject("P\r\n<1>1 - forged", "1.2\u0001", CT, "1", 1));
        }
        assertEquals(2, AuditRecords.in(file()).size());
    }

    @Test
    void whoKnocksAThousandTimesFillsNoDisk() throws Exception {
        try (AuditTrail trail = trail("")) {
            for (int i = 0; i < 1000; i++) {
                trail.rejected(new Caller("EVIL", "SEAL", new InetSocketAddress("10.6.6.6", 1000 + i), List.of()), AssociateReject.CALLING_AE_NOT_RECOGNIZED);
            }
        }
        assertEquals(1, AuditRecords.in(file()).size());
    }

    @Test
    void theFileIsForItsOwnersEyesAndIsContinued() throws Exception {
        try (AuditTrail trail = trail("")) {
            trail.started();
        }
        Files.writeString(file(), "<85>1 torn", StandardOpenOption.APPEND);
        try (AuditTrail trail = trail("")) {
            trail.started();
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        List<String> lines = Files.readAllLines(file());
        assertEquals(5, lines.size());
        assertEquals("<85>1 torn", lines.get(2));
        AuditRecords.of(lines.get(3));
    }

    @Test
    void aTrailThatCannotBeWrittenIsSaidAndWhereItIsRequiredNothingGoesOnWithoutIt() throws Exception {
        Path inner = folder.resolve("trail");
        NodeConfig config = config("audit: {file: '%s', maxBytes: 64k, required: true}\n".formatted(inner.resolve("audit.log")));
        try (AuditTrail trail = AuditTrail.open(config)) {
            trail.started();
            await(() -> size(inner.resolve("audit.log")) > 0);
            assertTrue(trail.obstacle().isEmpty());
            Files.move(inner, folder.resolve("moved"));
            Files.writeString(inner, "a file where the folder was");
            for (int i = 0; trail.obstacle().isEmpty(); i++) {
                trail.keysUsed("unlock " + "x".repeat(10_000), true);
                Thread.sleep(5);
                assertTrue(i < 10_000, "never refused");
            }
            assertFalse(trail.troubles().isEmpty());
            Files.delete(inner);
            await(() -> trail.obstacle().isEmpty());
        }
        assertTrue(AuditRecords.in(inner.resolve("audit.log")).stream().anyMatch(each -> each.type().equals("110121")));
    }

    @Test
    void aFullFileIsPutAsideAndNothingIsLost() throws Exception {
        NodeConfig config = config("audit: {file: '%s', maxBytes: 64k}\n".formatted(file()));
        try (AuditTrail trail = AuditTrail.open(config)) {
            for (int i = 0; i < 40; i++) {
                trail.keysUsed("unlock " + i + " " + "x".repeat(10_000), true);
                Thread.sleep(2);
            }
        }
        int all = 0;
        int files = 0;
        try (var names = Files.list(folder)) {
            for (Path each : names.filter(path -> path.getFileName().toString().startsWith("audit.log")).toList()) {
                all += AuditRecords.in(each).size();
                files++;
            }
        }
        assertEquals(40, all);
        assertTrue(files > 1, "one file only");
    }

    @Test
    void aSyslogServerGetsMessagesWithTheirLengthsAndAgainAfterItWasGone() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            try (AuditTrail trail = trail("audit: {syslog: {host: 127.0.0.1, port: %d, protocol: tcp}}\n".formatted(port))) {
                trail.keysUsed("unlock one", true);
                try (Socket first = server.accept()) {
                    assertTrue(frame(first.getInputStream()).description().contains("unlock one"));
                }
                trail.keysUsed("unlock two", true);
                try (Socket second = server.accept()) {
                    assertTrue(frame(second.getInputStream()).description().contains("unlock two"));
                }
                await(() -> trail.troubles().isEmpty());
            }
        }
    }

    @Test
    void aSyslogServerGetsMessagesOverTlsToWhichBothShowACertificate() throws Exception {
        TestKeys keys = new TestKeys(folder);
        try (SSLServerSocket server = tlsServer(keys)) {
            try (AuditTrail trail = trail(overTls(keys, server))) {
                trail.keysUsed("unlock one", true);
                try (SSLSocket first = (SSLSocket) server.accept()) {
                    assertTrue(frame(first.getInputStream()).description().contains("unlock one"));
                    assertTrue(List.of("TLSv1.3", "TLSv1.2").contains(first.getSession().getProtocol()));
                    assertEquals("CN=test peer", first.getSession().getPeerPrincipal().getName());
                    trail.keysUsed("unlock two", true);
                    assertTrue(frame(first.getInputStream()).description().contains("unlock two"));
                }
                trail.keysUsed("unlock three", true);
                try (SSLSocket second = (SSLSocket) server.accept()) {
                    assertTrue(frame(second.getInputStream()).description().contains("unlock three"));
                }
                await(() -> trail.troubles().isEmpty());
            }
        }
    }

    @Test
    void aSyslogServerThatIsNotTrustedGetsNothing() throws Exception {
        TestKeys ours = new TestKeys(folder);
        TestKeys theirs = new TestKeys(Files.createDirectory(folder.resolve("theirs")));
        try (SSLServerSocket server = tlsServer(theirs)) {
            try (AuditTrail trail = trail(overTls(ours, server))) {
                trail.keysUsed("unlock", true);
                try (Socket caller = server.accept()) {
                    assertThrows(IOException.class, () -> caller.getInputStream().read());
                }
                await(() -> !trail.troubles().isEmpty());
            }
        }
    }

    private static SSLServerSocket tlsServer(TestKeys keys) throws IOException {
        SSLServerSocket server = (SSLServerSocket) keys.context.getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        return server;
    }

    private static String overTls(TestKeys keys, ServerSocket server) {
        return """
                audit: {syslog: {host: 127.0.0.1, port: %d, protocol: tls}}
                tls: {certificate: '%s', key: '%s', trust: '%s'}
                """.formatted(server.getLocalPort(), keys.certificate, keys.key, keys.certificate);
    }

    private static Record frame(InputStream in) throws IOException {
        StringBuilder length = new StringBuilder();
        for (int c; (c = in.read()) != ' '; ) {
            length.append((char) c);
        }
        return AuditRecords.of(new String(in.readNBytes(Integer.parseInt(length.toString())), StandardCharsets.UTF_8));
    }

    @Test
    void aSyslogServerGetsDatagrams() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(60_000);
            try (AuditTrail trail = trail("audit: {syslog: {host: 127.0.0.1, port: %d, protocol: udp}}\n".formatted(server.getLocalPort()))) {
                trail.keysUsed("unlock", true);
                DatagramPacket packet = new DatagramPacket(new byte[65_000], 65_000);
                server.receive(packet);
                assertEquals("110113", AuditRecords.of(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)).event());
            }
        }
    }

    @Test
    void whereNoTrailIsAskedForNothingIsWritten() throws Exception {
        try (AuditTrail trail = AuditTrail.open(config(""))) {
            trail.started();
            trail.stored(modality, new StoredObject("P-1", "1.2.3", CT, "1.2.3.1", 1));
            assertTrue(trail.troubles().isEmpty());
            assertTrue(trail.obstacle().isEmpty());
        }
    }

    private Path file() {
        return folder.resolve("audit.log");
    }

    private AuditTrail trail(String section) throws Exception {
        return AuditTrail.open(config(section.isEmpty() ? "audit: {file: '%s'}\n".formatted(file()) : section));
    }

    private NodeConfig config(String more) throws Exception {
        return NodeConfig.load(Files.writeString(folder.resolve("node.yaml"), """
                name: test
                listen: {port: 104}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: archive.example.org, port: 4242}
                """ + more));
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
            if (i > 6000) {
                fail("did not come true");
            }
        }
    }
}
