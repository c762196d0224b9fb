package org.dicomseal.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.peers.Orthanc;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The whole way between programs of other makers: DCMTK and Orthanc send, Orthanc keeps, DCMTK and Orthanc retrieve. */
@Timeout(300)
class RealPeersIT {

    private static final int COUNT = 6;
    private static final int SIDE = 128;
    private static final String STUDY = "2.25.7001";

    @TempDir
    Path folder;

    private Orthanc archive;
    private TestNode test;
    private int viewerPort;
    private int orthancViewerPort;

    @BeforeEach
    void start() throws Exception {
        archive = Orthanc.start(folder.resolve("archive"), "ARCHIVE");
        viewerPort = Peers.freePort();
        orthancViewerPort = Peers.freePort();
        restart("auto");
    }

    private void restart(String fetch) throws Exception {
        if (test != null) {
            test.close();
            Files.delete(folder.resolve("node.p12"));
        }
        test = TestNode.start(folder, """
                fetchAe: SEAL-FETCH
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, concurrency: 2, fetch: %s}
                peers:
                  viewer: {ae: VIEWER, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %d}}
                  orthanc: {ae: ORTHVIEW, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %d}}
                  modality: {ae: CT1, addresses: [127.0.0.1], services: [store]}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                """.formatted(archive.dicomPort(), fetch, viewerPort, orthancViewerPort, folder.resolve("spool"), folder.resolve("node.p12")));
        archive.know("fetch", "SEAL-FETCH", test.port());
    }

    @AfterEach
    void stop() throws Exception {
        if (test != null) {
            test.close();
        }
        if (archive != null) {
            archive.close();
        }
    }

    @Test
    void whatDcmsendSendsLiesInOrthancAsNoiseAndComesBackByMovescuBitForBit() throws Exception {
        sendByDcmsend();
        for (String instance : archive.instances()) {
            DataSet carrier = dataSet(archive.file(instance));
            DataSet original = TestImages.ct(seedOf(carrier), SIDE);
            byte[] noise = ((ValueElement) carrier.get(Tag.PIXEL_DATA)).value().bytes();
            byte[] image = ((ValueElement) original.get(Tag.PIXEL_DATA)).value().bytes();
            assertFalse(Arrays.equals(noise, image));
            assertEquals(original.string(Tag.PATIENT_ID), carrier.string(Tag.PATIENT_ID));
        }
        Path received = Files.createDirectory(folder.resolve("received"));
        try (Peers.Daemon storescp = Peers.start(viewerPort, "storescp", "--fork", "-od", received, "-aet", "VIEWER", viewerPort)) {
            Peers.Run move = Peers.run("movescu", "-v", "-S", "-aet", "VIEWER", "-aec", "SEAL", "-aem", "VIEWER",
                    "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=" + STUDY, "127.0.0.1", test.port());
            assertEquals(0, move.status(), move::output);
            assertOriginals(received);
        }
    }

    @Test
    void anArchiveThatIsFetchedFromByMoveGivesTheSame() throws Exception {
        restart("move");
        sendByDcmsend();
        Path received = Files.createDirectory(folder.resolve("received"));
        try (Peers.Daemon storescp = Peers.start(viewerPort, "storescp", "--fork", "-od", received, "-aet", "VIEWER", viewerPort)) {
            Peers.Run move = Peers.run("movescu", "-v", "-S", "-aet", "VIEWER", "-aec", "SEAL", "-aem", "VIEWER",
                    "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=" + STUDY, "127.0.0.1", test.port());
            assertEquals(0, move.status(), move::output);
            assertOriginals(received);
        }
    }

    @Test
    void getscuGetsTheOriginalsOnItsOwnAssociation() throws Exception {
        sendByDcmsend();
        Path received = Files.createDirectory(folder.resolve("received"));
        Peers.Run get = Peers.run("getscu", "-v", "-S", "-aet", "VIEWER", "-aec", "SEAL", "-od", received,
                "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=" + STUDY, "127.0.0.1", test.port());
        assertEquals(0, get.status(), get::output);
        assertOriginals(received);
    }

    @Test
    void findscuIsAnsweredWithOurAeTitleAtEveryLevel() throws Exception {
        sendByDcmsend();
        Map<String, List<String>> keys = Map.of("STUDY", List.of("-k", "StudyInstanceUID=" + STUDY),
                "SERIES", List.of("-k", "StudyInstanceUID=" + STUDY, "-k", "SeriesInstanceUID"),
                "IMAGE", List.of("-k", "StudyInstanceUID=" + STUDY, "-k", "SeriesInstanceUID=2.25.7002", "-k", "SOPInstanceUID"));
        for (Map.Entry<String, List<String>> level : keys.entrySet()) {
            List<Object> arguments = new ArrayList<>(List.of("-v", "-S", "-aet", "VIEWER", "-aec", "SEAL",
                    "-k", "QueryRetrieveLevel=" + level.getKey(), "-k", "RetrieveAETitle"));
            arguments.addAll(level.getValue());
            arguments.addAll(List.of("127.0.0.1", test.port()));
            Peers.Run find = Peers.run("findscu", arguments.toArray());
            assertEquals(0, find.status(), find::output);
            assertTrue(find.output().contains("[SEAL"), find::output);
            assertFalse(find.output().contains("[ARCHIVE"), find::output);
        }
    }

    @Test
    void orthancSendsToTheNodeAndRetrievesThroughItByMove() throws Exception {
        sendByDcmsend();
        try (Orthanc viewer = Orthanc.start(folder.resolve("viewer"), "ORTHVIEW")) {
            viewer.know("seal", "SEAL", test.port());
            forwardTo(viewer.dicomPort());
            viewer.move("seal", STUDY, "ORTHVIEW");
            assertEquals(COUNT, viewer.instances().size());
            for (String instance : viewer.instances()) {
                DataSet restored = dataSet(viewer.file(instance));
                assertEquals(List.of(), DataSetComparison.compare(TestImages.ct(seedOf(restored), SIDE), restored));
            }
            DataSet another = TestImages.ct(500, SIDE);
            another.putString(Tag.STUDY_INSTANCE_UID, VR.UI, "2.25.7900");
            viewer.upload(TestImages.file(another));
            viewer.store("seal", viewer.instances().stream().filter(each -> isSeed(viewer, each, 500)).toList());
            test.awaitDrained();
            assertEquals(COUNT + 1, archive.instances().size());
        }
    }

    /** Orthanc's port is known only now; a relay would hide its address, so the node is told anew. */
    private void forwardTo(int port) throws Exception {
        test.reconfigure(text -> text.replace("port: " + orthancViewerPort, "port: " + port));
    }

    private static boolean isSeed(Orthanc orthanc, String instance, int seed) {
        try {
            return seedOf(dataSet(orthanc.file(instance))) == seed;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void sendByDcmsend() throws Exception {
        List<Path> files = TestImages.files(folder.resolve("in"), 0, COUNT, SIDE);
        Stream<Object> arguments = Stream.concat(Stream.of("-aet", "CT1", "-aec", "SEAL", "127.0.0.1", test.port()), files.stream());
        Peers.Run send = Peers.run("dcmsend", arguments.toArray());
        assertEquals(0, send.status(), send::output);
        test.awaitDrained();
        assertEquals(COUNT, archive.instances().size());
    }

    private static void assertOriginals(Path received) throws IOException {
        Map<Integer, DataSet> restored = new HashMap<>();
        try (Stream<Path> files = Files.list(received)) {
            for (Path file : files.toList()) {
                DataSet dataSet = dataSet(Files.readAllBytes(file));
                restored.put(seedOf(dataSet), dataSet);
            }
        }
        assertEquals(COUNT, restored.size());
        for (Map.Entry<Integer, DataSet> each : restored.entrySet()) {
            assertEquals(List.of(), DataSetComparison.compare(TestImages.ct(each.getKey(), SIDE), each.getValue()));
        }
    }

    private static DataSet dataSet(byte[] file) throws IOException {
        return DicomFile.read(ByteSource.of(file), ReadOptions.defaults()).dataSet();
    }

    private static int seedOf(DataSet image) {
        return Integer.parseInt(image.string(Tag.SOP_INSTANCE_UID).substring(TestImages.instance(0).length() - 1));
    }
}
