package org.dicomseal.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Orthanc as a sender and a viewer, told what to do by its REST interface. */
    private Peers.Daemon orthancViewer(int httpPort) throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("viewer.json"), """
                {"Name": "viewer", "DicomAet": "VIEWER", "DicomPort": %d, "HttpPort": %d, "RemoteAccessAllowed": false,
                 "AuthenticationEnabled": false, "StorageDirectory": "%s", "IndexDirectory": "%s", "Plugins": [],
                 "DicomModalities": {"seal": ["SEAL", "127.0.0.1", %d]}}
                """.formatted(viewerPort, httpPort, folder.resolve("viewer"), folder.resolve("viewer"), nodePort));
        return Peers.start(viewerPort, "Orthanc", configuration);
    }

    private static byte[] rest(int port, String method, String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body)).build();
        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, response.statusCode(), () -> path + ": " + new String(response.body(), StandardCharsets.UTF_8));
        return response.body();
    }

    /** The values of a field in the JSON of an answer, in order. */
    private static List<String> values(byte[] json, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\"\\s*:\\s*\"([^\"]*)\"").matcher(new String(json, StandardCharsets.UTF_8));
        return matcher.results().map(result -> result.group(1)).toList();
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

    @Test
    void orthancSendsAsksAndMovesAsAViewerDoes() throws Exception {
        choosePorts();
        int http = Peers.freePort();
        try (Peers.Daemon archive = orthanc(); TestNode test = node("fetch: get"); Peers.Daemon viewer = orthancViewer(http)) {
            for (Path file : TestImages.files(folder.resolve("in"), 0, COUNT, SIDE)) {
                String id = values(rest(http, "POST", "/instances", Files.readAllBytes(file)), "ID").get(0);
                rest(http, "POST", "/modalities/seal/store", id.getBytes(StandardCharsets.UTF_8));
                rest(http, "DELETE", "/instances/" + id, new byte[0]);
            }
            test.awaitDrained();
            byte[] question = "{\"Level\": \"Study\", \"Query\": {\"StudyInstanceUID\": \"2.25.7001\"}}".getBytes(StandardCharsets.UTF_8);
            String query = values(rest(http, "POST", "/modalities/seal/query", question), "ID").get(0);
            rest(http, "POST", "/queries/" + query + "/answers/0/retrieve", "VIEWER".getBytes(StandardCharsets.UTF_8));
            Path back = Files.createDirectory(folder.resolve("back"));
            byte[] instances = rest(http, "GET", "/instances?expand", new byte[0]);
            List<String> uids = values(instances, "SOPInstanceUID");
            List<String> ids = values(instances, "ID");
            for (int i = 0; i < ids.size(); i++) {
                Files.write(back.resolve(uids.get(i)), rest(http, "GET", "/instances/" + ids.get(i) + "/file", new byte[0]));
            }
            assertEquals(COUNT, ids.size(), () -> new String(instances, StandardCharsets.UTF_8) + archive + viewer);
            assertOriginals(back);
        }
    }
}
