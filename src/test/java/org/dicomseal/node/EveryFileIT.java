package org.dicomseal.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationPolicy;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.MoveScu;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.dicomseal.peers.Peers;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.QueueState;
import org.dicomseal.spool.Spool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Every real file at hand through the node into Orthanc, and back through the node: all attributes as they were, pixel
 * data byte for byte.
 */
@Timeout(1200)
class EveryFileIT {

    private static final Logger LOG = LoggerFactory.getLogger(EveryFileIT.class);
    private static final String SAME = "same";
    private static final List<Path> FOLDERS = List.of(Path.of("../shared/data/dicom"), Path.of("../shared/data/series"));

    /** What Orthanc doesn't take from anybody, or nobody can send, and why. */
    private static final Map<String, String> REFUSED = Map.of(
            "DICOMDIR.dcm", "no SOP instance UID",
            "chrSQEncoding.dcm", "no SOP instance UID",
            "hotiron.dcm", "no presentation context",
            // without a Study Instance UID
            "multiframe.dcm", "0xA700",
            "HTJ2KLossless_08_RGB.dcm", "0xA700",
            "JLSL_08_07_0_1F.dcm", "0xA700",
            "JPEGLSNearLossless_08.dcm", "0xA700",
            "SC_rgb_jls_lossy_line.dcm", "0xA700",
            // SOP Class and Instance UID with VR UN
            "explicit_VR-UN.dcm", "0xC000",
            "rtdose_rle.dcm", "0xC000");

    @TempDir
    private Path folder;
    private final Map<String, DataSet> received = new ConcurrentHashMap<>();

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path each : FOLDERS) {
            assumeTrue(Files.isDirectory(each), each + " is not there");
            try (Stream<Path> all = Files.walk(each)) {
                all.filter(file -> file.toString().endsWith(".dcm")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void comesBackAsItWas() throws Exception {
        List<Path> files = files();
        int archivePort = Peers.freePort();
        int nodePort = Peers.freePort();
        AssociationPolicy takesAll = new AssociationPolicy() {
            @Override
            public Optional<AssociateReject> admit(Caller caller) {
                return Optional.empty();
            }

            @Override
            public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
                return ContextAnswer.accept(proposed.transferSyntaxes().get(0));
            }
        };
        try (DimseServer viewer = DimseServer.start(ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                takesAll, new DimseServices().onStore(this::keep));
                Peers.Daemon archive = orthanc(archivePort, nodePort);
                TestNode test = node(archivePort, nodePort, viewer.address().getPort())) {
            Map<Path, String> wrong = new TreeMap<>();
            int same = 0;
            for (Path file : files) {
                String verdict = verdict(test, file);
                String refusal = REFUSED.get(file.getFileName().toString());
                same += verdict.equals(SAME) ? 1 : 0;
                if (!verdict.equals(SAME) && (refusal == null || !verdict.contains(refusal))) {
                    wrong.put(file, verdict);
                }
            }
            LOG.info("{} of {} files came back as they were", same, files.size());
            assertEquals(Map.of(), wrong, archive.output());
            assertTrue(same >= files.size() - REFUSED.size(), () -> "the others were refused");
        }
    }

    private Outcome keep(Association association, StoreRequest request, InputStream dataSet) throws IOException {
        received.put(request.sopInstance(), DicomReader.fromBytes(dataSet.readAllBytes(), TransferSyntax.of(request.transferSyntax())));
        return Outcome.SUCCESS;
    }

    private Peers.Daemon orthanc(int archivePort, int nodePort) throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("orthanc.json"), """
                {"Name": "archive", "DicomAet": "ARCHIVE", "DicomPort": %d, "HttpPort": %d, "RemoteAccessAllowed": false,
                 "StorageDirectory": "%s", "IndexDirectory": "%s", "Plugins": [], "OverwriteInstances": true,
                 "UnknownSopClassAccepted": true, "DicomModalities": {"seal": ["SEAL", "127.0.0.1", %d]}}
                """.formatted(archivePort, Peers.freePort(), folder.resolve("db"), folder.resolve("db"), nodePort));
        return Peers.start(archivePort, "Orthanc", configuration);
    }

    private TestNode node(int archivePort, int nodePort, int viewerPort) throws Exception {
        return TestNode.start(folder, """
                listen: {address: 127.0.0.1, port: %d}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, concurrency: 1, unsealed: pass}
                peers:
                  viewer: {ae: VIEWER, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %d}}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                routes: [{protect: [seal], nonImage: seal}]
                """.formatted(nodePort, archivePort, viewerPort, folder.resolve("spool"), folder.resolve("node.p12")));
    }

    /** {@link #SAME}, or what became of the file. */
    private String verdict(TestNode test, Path file) throws IOException {
        try (DicomFile original = DicomFile.open(file)) {
            DataSet dataSet = original.dataSet();
            TransferSyntax syntax = original.syntax();
            String uid = dataSet.string(Tag.SOP_INSTANCE_UID, "");
            Outcome stored = store(test, dataSet, syntax);
            if (!stored.isDone()) {
                return "not taken: " + stored;
            }
            Optional<QueueEntry> dead = awaitDelivery(test.node().spool());
            if (dead.isPresent()) {
                return "not sealed or delivered: " + dead.get().failure().message();
            }
            received.clear();
            RetrieveOutcome retrieved = move(test, dataSet);
            if (retrieved.counts().completed() != 1 || !received.containsKey(uid)) {
                return "not given back: " + retrieved.outcome() + " " + retrieved.counts();
            }
            List<DataSetComparison.Difference> differences = DataSetComparison.compare(dataSet, received.get(uid));
            return differences.isEmpty() ? SAME : "differs: " + differences;
        } catch (IOException e) {
            return "failed: " + e.getMessage();
        }
    }

    /** The object, if it was not delivered. */
    private static Optional<QueueEntry> awaitDelivery(Spool spool) {
        TestNode.await(() -> Stream.of(QueueState.WAITING, QueueState.RUNNING).allMatch(state -> spool.counts().getOrDefault(state, 0L) == 0));
        Optional<QueueEntry> left = Stream.of(QueueState.DEAD, QueueState.RETRYING)
                .flatMap(state -> spool.list(state, "", 1).stream()).findFirst();
        left.ifPresent(entry -> spool.drop(entry.id()));
        return left;
    }

    private static Outcome store(TestNode test, DataSet dataSet, TransferSyntax syntax) throws IOException {
        String sopClass = dataSet.string(Tag.SOP_CLASS_UID, "1.2");
        AssociationProposal proposal = new AssociationProposal("VIEWER", "SEAL").context(sopClass, syntax.uid());
        try (Association association = Association.open(test.node().addresses().get(0), proposal, NetworkOptions.DEFAULTS, null)) {
            return new StoreScu(association).store(
                    new StoreRequest(sopClass, dataSet.string(Tag.SOP_INSTANCE_UID, ""), syntax.uid()), out -> {
                        DicomWriter writer = new DicomWriter(out, syntax);
                        writer.write(dataSet);
                        writer.finish();
                    });
        }
    }

    private static RetrieveOutcome move(TestNode test, DataSet dataSet) throws IOException {
        DataSet identifier = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "IMAGE");
        for (int tag : new int[] {Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID}) {
            identifier.putString(tag, VR.UI, dataSet.string(tag, ""));
        }
        AssociationProposal proposal = new AssociationProposal("VIEWER", "SEAL").context(Uids.STUDY_ROOT_MOVE, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = Association.open(test.node().addresses().get(0), proposal, NetworkOptions.DEFAULTS, null)) {
            return new MoveScu(association, Uids.STUDY_ROOT_MOVE)
                    .move("VIEWER", DicomWriter.toBytes(identifier, TransferSyntax.EXPLICIT_LE), counts -> { });
        }
    }
}
