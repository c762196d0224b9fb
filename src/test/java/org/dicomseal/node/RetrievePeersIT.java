package org.dicomseal.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Sealed in by DCMTK, kept by Orthanc or dcmqrscp, and back out to DCMTK: other makers' programs at every end. */
@Timeout(300)
class RetrievePeersIT {

    private static final int COUNT = 6;
    private static final int SIDE = 128;

    @TempDir
    private Path folder;
    private int archivePort;
    private int nodePort;
    private int viewerPort;

    private TestNode node(String archiveOptions) throws Exception {
        return TestNode.start(folder, """
                fetchAe: SEAL-FETCH
                listen: {address: 127.0.0.1, port: %d}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, concurrency: 2, %s}
                peers:
                  viewer:
                    ae: VIEWER
                    addresses: [127.0.0.1]
                    view: original
                    move: {host: 127.0.0.1, port: %d}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                routes: [{protect: [seal]}]
                """.formatted(nodePort, archivePort, archiveOptions, viewerPort, folder.resolve("spool"), folder.resolve("node.p12")));
    }

    private void choosePorts() throws IOException {
        archivePort = Peers.freePort();
        nodePort = Peers.freePort();
        viewerPort = Peers.freePort();
    }

    private Peers.Daemon orthanc() throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("orthanc.json"), """
                {"Name": "archive", "DicomAet": "ARCHIVE", "DicomPort": %d, "HttpPort": %d, "RemoteAccessAllowed": false,
                 "StorageDirectory": "%s", "IndexDirectory": "%s", "Plugins": [], "DicomCheckCalledAet": true,
                 "DicomModalities": {"seal": ["SEAL", "127.0.0.1", %d], "fetch": ["SEAL-FETCH", "127.0.0.1", %d]}}
                """.formatted(archivePort, Peers.freePort(), folder.resolve("db"), folder.resolve("db"), nodePort, nodePort));
        return Peers.start(archivePort, "Orthanc", configuration);
    }

    private Peers.Daemon dcmqrscp() throws IOException, InterruptedException {
        Path storage = Files.createDirectory(folder.resolve("db"));
        Path configuration = Files.writeString(folder.resolve("dcmqrscp.cfg"), """
                MaxPDUSize = 131072
                MaxAssociations = 16
                HostTable BEGIN
                seal = (SEAL, 127.0.0.1, %d)
                fetch = (SEAL-FETCH, 127.0.0.1, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                ARCHIVE %s RW (200, 1024mb) ANY
                AETable END
                """.formatted(nodePort, nodePort, storage));
        return Peers.start(archivePort, "dcmqrscp", "-c", configuration, "+xe", archivePort);
    }

    private static void assertWorked(Peers.Run run) {
        assertEquals(0, run.status(), run.output());
    }

    private void throughTheWholeWay(Peers.Daemon archive, TestNode test) throws Exception {
        List<Object> storescu = new ArrayList<>(List.of("-aet", "VIEWER", "-aec", "SEAL", "-xe", "127.0.0.1", nodePort));
        storescu.addAll(TestImages.files(folder.resolve("in"), 0, COUNT, SIDE));
        assertWorked(Peers.run("storescu", storescu.toArray()));
        test.awaitDrained();

        Peers.Run found = Peers.run("findscu", "-v", "-S", "-aet", "VIEWER", "-aec", "SEAL", "-k", "QueryRetrieveLevel=STUDY",
                "-k", "StudyInstanceUID", "-k", "PatientID=T-1", "127.0.0.1", nodePort);
        assertEquals(0, found.status(), found.output() + archive.output());
        assertTrue(found.output().contains("2.25.7001"), found.output());
        assertTrue(found.output().matches("(?s).*\\(0008,0054\\) AE \\[SEAL ?\\].*"), found.output());

        Path moved = Files.createDirectory(folder.resolve("moved"));
        try (Peers.Daemon viewer = Peers.start(viewerPort, "storescp", "-aet", "VIEWER", "+B", "-od", moved, viewerPort)) {
            Peers.Run run = Peers.run("movescu", "-v", "-S", "-aet", "VIEWER", "-aec", "SEAL", "-aem", "VIEWER",
                    "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=2.25.7001", "127.0.0.1", nodePort);
            assertWorked(run);
            assertTrue(run.output().contains("Received Final Move Response (Success)"), run.output() + viewer.output());
        }
        assertOriginals(moved);

        Path got = Files.createDirectory(folder.resolve("got"));
        Peers.Run run = Peers.run("getscu", "-v", "-S", "-aet", "VIEWER", "-aec", "SEAL", "+B", "-od", got,
                "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=2.25.7001", "127.0.0.1", nodePort);
        assertWorked(run);
        assertOriginals(got);
    }

    private static void assertOriginals(Path received) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(received)) {
            files = all.toList();
        }
        assertEquals(COUNT, files.size());
        for (int seed = 0; seed < COUNT; seed++) {
            String uid = TestImages.instance(seed);
            Path file = files.stream().filter(each -> each.toString().endsWith(uid)).findFirst().orElseThrow();
            try (DicomFile back = DicomFile.open(file)) {
                DataSet dataSet = back.dataSet();
                assertArrayEquals(TestImages.bytes(TestImages.ct(seed, SIDE), TransferSyntax.EXPLICIT_LE),
                        DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_LE), uid);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch: get", "fetch: move"})
    void orthancKeepsWhatWeSealAndGivesItBack(String fetch) throws Exception {
        choosePorts();
        try (Peers.Daemon archive = orthanc(); TestNode test = node(fetch)) {
            throughTheWholeWay(archive, test);
        }
    }

    @Test
    void dcmqrscpKeepsWhatWeSealAndGivesItBack() throws Exception {
        choosePorts();
        try (Peers.Daemon archive = dcmqrscp(); TestNode test = node("fetch: auto")) {
            throughTheWholeWay(archive, test);
        }
    }
}
