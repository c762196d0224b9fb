package org.dicomseal.dimse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dicomseal.dimse.TlsOptions.ClientCertificate;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Our user and provider against DCMTK's. */
@Timeout(120)
class DcmtkIT {

    private static final String STUDY = "1.2.826.0.1.3680043.10.99.1";

    @TempDir
    private Path folder;
    private final Memory memory = new Memory();
    private final DimseServices services = new DimseServices().onStore(memory);
    private DimseServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = DimseServer.start(ServerOptions.at(Memory.loopback()), memory, services);
        port = server.address().getPort();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void assertWorked(Peers.Run run) {
        assertEquals(0, run.status(), run.output());
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private List<TestObject> files(int count) throws IOException {
        List<TestObject> objects = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            TestObject object = TestObject.ct("1.2.826.0.1.3680043.10.99.3." + i);
            object.write(folder);
            objects.add(object);
        }
        return objects;
    }

    private void assertReceived(List<TestObject> objects) {
        for (TestObject object : objects) {
            assertArrayEquals(object.dataSet(), memory.objects.get(object.uid()), object.uid());
        }
    }

    /** The data set of a PS3.10 file: what follows its group 2. */
    private static byte[] dataSet(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes[140] & 0xFF | (bytes[141] & 0xFF) << 8;
        return Arrays.copyOfRange(bytes, 144 + length, bytes.length);
    }

    /** An identifier in Implicit VR Little Endian: query level, then text values by tag. */
    private static byte[] identifier(String level, Object... tagsAndValues) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        element(out, 0x00080052, level);
        for (int i = 0; i < tagsAndValues.length; i += 2) {
            element(out, (Integer) tagsAndValues[i], (String) tagsAndValues[i + 1]);
        }
        return out.toByteArray();
    }

    private static void element(ByteArrayOutputStream out, int tag, String value) {
        String even = value.length() % 2 == 0 ? value : value + " ";
        out.writeBytes(new byte[] {(byte) (tag >> 16), (byte) (tag >> 24), (byte) tag, (byte) (tag >> 8), (byte) even.length(), 0, 0, 0});
        out.writeBytes(even.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void echoscuIsAnswered() throws Exception {
        assertWorked(Peers.run("echoscu", "-aet", "ECHOSCU", "-aec", "SEAL", "127.0.0.1", port));
        assertEquals("ECHOSCU", memory.lastCaller.callingAe());
    }

    @Test
    void storescuAndDcmsendDeliverByteForByte() throws Exception {
        List<TestObject> objects = files(20);
        assertWorked(Peers.run("storescu", "-xe", "127.0.0.1", port, "+sd", folder));
        assertReceived(objects);
        memory.objects.clear();
        assertWorked(Peers.run("dcmsend", "127.0.0.1", port, "+sd", folder));
        assertReceived(objects);
        memory.objects.clear();
        assertWorked(Peers.run("storescu", "-xe", "-pdu", 4096, "--max-send-pdu", 4096, "127.0.0.1", port, "+sd", folder));
        assertReceived(objects);
    }

    @Test
    void storescpTakesOurObjects() throws Exception {
        int peer = Peers.freePort();
        Path received = Files.createDirectory(folder.resolve("received"));
        List<TestObject> objects = files(5);
        try (Peers.Daemon scp = Peers.start(peer, "storescp", "-od", received, "+B", "+xa", peer);
                Association association = Association.open(loopback(peer), Memory.proposal(), NetworkOptions.DEFAULTS, null)) {
            assertEquals(Outcome.SUCCESS, new EchoScu(association).echo());
            for (TestObject object : objects) {
                assertEquals(Outcome.SUCCESS, new StoreScu(association).store(
                        new StoreRequest(Memory.CT, object.uid(), Memory.EXPLICIT), ObjectWriter.of(object.dataSet())), scp.output());
            }
        }
        for (TestObject object : objects) {
            try (Stream<Path> files = Files.list(received)) {
                Path file = files.filter(f -> f.toString().endsWith(object.uid())).findFirst().orElseThrow();
                assertArrayEquals(object.dataSet(), dataSet(file));
            }
        }
    }

    @Test
    void findscuGetsOurMatchesAndCancels() throws Exception {
        services.onFind(operation -> {
            for (int i = 1; i <= 500 && !operation.isCancelled(); i++) {
                operation.match(identifier("STUDY", 0x00100020, "PATIENT" + i));
            }
            return Outcome.of(operation.isCancelled() ? Status.CANCEL : Status.SUCCESS);
        });
        memory.transferSyntaxes = List.of(Memory.IMPLICIT);
        Peers.Run all = Peers.run("findscu", "-v", "-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "PatientID", "127.0.0.1", port);
        assertWorked(all);
        assertTrue(all.output().contains("PATIENT500"), all.output());
        Peers.Run few = Peers.run("findscu", "-v", "-S", "--cancel", 2, "-k", "QueryRetrieveLevel=STUDY", "-k", "PatientID", "127.0.0.1", port);
        assertTrue(few.output().contains("PATIENT2"), few.output());
    }

    @Test
    void movescuGetsObjectsAtItsOwnPort() throws Exception {
        int back = Peers.freePort();
        TestObject object = TestObject.ct("1.2.826.0.1.3680043.10.99.3.1");
        services.onMove(operation -> {
            operation.pending(new SubOperations(1, 0, 0, 0));
            AssociationProposal proposal = new AssociationProposal("SEAL", operation.destination()).context(Memory.CT, Memory.EXPLICIT);
            try (Association association = Association.open(loopback(back), proposal, NetworkOptions.DEFAULTS, null)) {
                Outcome outcome = new StoreScu(association).store(new StoreRequest(Memory.CT, object.uid(), Memory.EXPLICIT, 0,
                        operation.association().caller().callingAe(), operation.messageId()), ObjectWriter.of(object.dataSet()));
                return new RetrieveOutcome(outcome, new SubOperations(0, 1, 0, 0), List.of());
            }
        });
        Path received = Files.createDirectory(folder.resolve("received"));
        assertWorked(Peers.run("movescu", "-v", "-S", "+P", back, "-od", received, "+xe", "-k", "QueryRetrieveLevel=STUDY",
                "-k", "StudyInstanceUID=" + STUDY, "127.0.0.1", port));
        try (Stream<Path> files = Files.list(received)) {
            assertArrayEquals(object.dataSet(), dataSet(files.findFirst().orElseThrow()));
        }
    }

    @Test
    void getscuGetsObjectsOnItsAssociation() throws Exception {
        List<TestObject> objects = files(3);
        services.onGet(operation -> {
            int done = 0;
            for (TestObject object : objects) {
                operation.pending(new SubOperations(3 - done, done, 0, 0));
                String syntax = operation.association().transferSyntaxes(Memory.CT).get(0);
                assertEquals(Memory.EXPLICIT, syntax);
                assertEquals(Outcome.SUCCESS, operation.store(new StoreRequest(Memory.CT, object.uid(), syntax), ObjectWriter.of(object.dataSet())));
                done++;
            }
            return new RetrieveOutcome(Outcome.SUCCESS, new SubOperations(0, done, 0, 0), List.of());
        });
        Path received = Files.createDirectory(folder.resolve("received"));
        assertWorked(Peers.run("getscu", "-v", "-S", "+B", "+xe", "-od", received, "-k", "QueryRetrieveLevel=STUDY",
                "-k", "StudyInstanceUID=" + STUDY, "127.0.0.1", port));
        try (Stream<Path> files = Files.list(received)) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void dcmqrscpIsAskedAndMovesAndGives() throws Exception {
        int peer = Peers.freePort();
        Path storage = Files.createDirectory(folder.resolve("archive"));
        Path configuration = Files.writeString(folder.resolve("dcmqrscp.cfg"), """
                MaxPDUSize = 131072
                MaxAssociations = 16
                HostTable BEGIN
                scu = (SCU, 127.0.0.1, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                SCP %s RW (200, 1024mb) ANY
                AETable END
                """.formatted(port, storage));
        try (Peers.Daemon archive = Peers.start(peer, "dcmqrscp", "-c", configuration, "+xe", peer)) {
            TestObject object = TestObject.ct("1.2.826.0.1.3680043.10.99.3.1");
            AssociationProposal proposal = Memory.proposal().context(Memory.STUDY_FIND, Memory.IMPLICIT)
                    .context(Memory.STUDY_MOVE, Memory.IMPLICIT).context(Memory.STUDY_GET, Memory.IMPLICIT).role(Memory.CT, true, true);
            try (Association association = Association.open(loopback(peer), proposal, NetworkOptions.DEFAULTS, null)) {
                assertEquals(Outcome.SUCCESS, new StoreScu(association).store(
                        new StoreRequest(Memory.CT, object.uid(), Memory.EXPLICIT), ObjectWriter.of(object.dataSet())), archive.output());

                Set<String> found = new TreeSet<>();
                Outcome outcome = new FindScu(association, Memory.STUDY_FIND).find(
                        identifier("STUDY", 0x00100020, "P1", 0x0020000D, ""), (status, match) -> found.add(new String(match)));
                assertEquals(Status.SUCCESS, outcome.status(), archive.output());
                assertEquals(1, found.size());
                assertTrue(found.iterator().next().contains(STUDY));

                byte[] study = identifier("STUDY", 0x0020000D, STUDY);
                RetrieveOutcome moved = new MoveScu(association, Memory.STUDY_MOVE).move("SCU", study, counts -> { });
                assertEquals(Status.SUCCESS, moved.status(), archive.output());
                assertEquals(1, moved.counts().completed());
                assertReceived(List.of(object));
                assertEquals("SCU", memory.requests.get(object.uid()).moveOriginatorAe());

                Memory got = new Memory();
                RetrieveOutcome outcomeOfGet = new GetScu(association, Memory.STUDY_GET).get(study, got, counts -> { });
                assertEquals(Status.SUCCESS, outcomeOfGet.status(), archive.output());
                assertArrayEquals(object.dataSet(), got.objects.get(object.uid()));
            }
        }
    }

    @Test
    void tlsWorksBothWaysWithCertificates() throws Exception {
        TestKeys keys = new TestKeys(folder);
        List<TestObject> objects = files(3);
        Object[] tls = {"+tls", keys.key, keys.certificate, "+cf", keys.certificate};
        try (DimseServer secure = DimseServer.start(ServerOptions.at(Memory.loopback())
                .withTls(new TlsOptions(keys.context, ClientCertificate.NEEDED, false)), memory, services)) {
            List<Object> arguments = new ArrayList<>(List.of(tls));
            arguments.addAll(List.of("-xe", "127.0.0.1", secure.address().getPort()));
            objects.forEach(object -> arguments.add(folder.resolve(object.uid() + ".dcm")));
            assertWorked(Peers.run("storescu", arguments.toArray()));
        }
        assertReceived(objects);
        assertEquals(1, memory.lastCaller.certificates().size());

        int peer = Peers.freePort();
        Path received = Files.createDirectory(folder.resolve("received"));
        TlsOptions client = new TlsOptions(keys.context, ClientCertificate.NONE, true);
        try (Peers.Daemon scp = Peers.start(peer, "storescp", "+tls", keys.key, keys.certificate, "+cf", keys.certificate, "-od", received, peer);
                Association association = Association.open(loopback(peer), Memory.proposal(), NetworkOptions.DEFAULTS, client)) {
            assertEquals(Outcome.SUCCESS, new StoreScu(association).store(new StoreRequest(Memory.CT, objects.get(0).uid(), Memory.EXPLICIT),
                    ObjectWriter.of(objects.get(0).dataSet())), scp.output());
        }
    }
}
