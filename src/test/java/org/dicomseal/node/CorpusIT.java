package org.dicomseal.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.dicomseal.dimse.EchoScu;
import org.dicomseal.dimse.MoveScu;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.dicomseal.peers.Orthanc;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.QueueState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Every real file at hand: through the node into Orthanc, and back through the node. */
@Timeout(900)
class CorpusIT {

    private static final Path DATA = Path.of("../shared/data");

    @TempDir
    Path folder;

    private Orthanc archive;
    private Receiver receiver;
    private TestNode test;
    /** What became of each file, and how often. */
    private final Map<String, Integer> tally = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    private record Sent(Path file, TransferSyntax syntax, String study) {
    }

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isDirectory(DATA));
        archive = Orthanc.start(folder.resolve("archive"), "ARCHIVE");
        receiver = new Receiver(folder.resolve("received"));
        test = TestNode.start(folder, """
                fetchAe: SEAL-FETCH
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, concurrency: 2}
                peers:
                  viewer: {ae: VIEWER, addresses: [127.0.0.1], view: original, move: {host: 127.0.0.1, port: %d}}
                  modality: {ae: CT1, addresses: [127.0.0.1], services: [store]}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                retry: {base: 50ms, max: 500ms, attempts: 3}
                """.formatted(archive.dicomPort(), receiver.port(), folder.resolve("spool"), folder.resolve("node.p12")));
        archive.know("fetch", "SEAL-FETCH", test.port());
    }

    @AfterEach
    void stop() throws Exception {
        if (test != null) {
            test.close();
            receiver.close();
        }
        if (archive != null) {
            archive.close();
        }
    }

    @Test
    void everyFileComesBackAsItWasOrIsRefusedByName() throws Exception {
        Map<String, Sent> sent = new LinkedHashMap<>();
        for (String name : List.of("dicom", "series")) {
            for (Path file : files(DATA.resolve(name))) {
                send(file, sent);
            }
        }
        TestNode.await(Duration.ofMinutes(8), () -> waiting() == 0);
        for (QueueEntry kept : test.node().spool().list(null, null, 10_000)) {
            Sent object = sent.remove(kept.note().label("sopInstance"));
            count("kept in the spool, " + kept.failure().cause() + ": " + generic(kept.failure().message()));
            System.out.println(kept.failure().cause() + " " + DATA.relativize(object.file));
        }
        for (String study : sent.values().stream().map(Sent::study).distinct().toList()) {
            retrieve(study);
        }
        sent.forEach(this::compare);
        tally.forEach((what, count) -> System.out.println(count + " " + what));
        assertEquals(List.of(), differences);
        assertTrue(tally.getOrDefault("came back as it was", 0) > 400, tally::toString);
    }

    @Test
    void noBrokenFileHarmsTheNode() throws Exception {
        for (Path file : files(DATA.resolve("dicom-broken"))) {
            byte[] bytes = Files.readAllBytes(file);
            try (Association association = open(new AssociationProposal("CT1", "SEAL")
                    .context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
                Outcome answer = new StoreScu(association).store(
                        new StoreRequest(Uids.CT_IMAGE_STORAGE, "2.25.1", Uids.EXPLICIT_VR_LITTLE_ENDIAN), ObjectWriter.of(bytes));
                assertTrue(!answer.isDone(), () -> file + " was taken: " + answer);
                assertTrue(!answer.comment().isEmpty(), () -> file + ": " + answer);
            }
        }
        assertEquals(0, test.node().spool().bytes());
        try (Association association = open(new AssociationProposal("CT1", "SEAL")
                .context(Uids.VERIFICATION, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            assertEquals(Outcome.SUCCESS, new EchoScu(association).echo());
        }
    }

    private void send(Path path, Map<String, Sent> sent) throws IOException {
        DicomFile file;
        try {
            file = DicomFile.open(path);
        } catch (IOException e) {
            count("not readable as DICOM");
            return;
        }
        try (file) {
            DataSet dataSet = file.dataSet();
            String sopClass = dataSet.string(Tag.SOP_CLASS_UID, "");
            String instance = dataSet.string(Tag.SOP_INSTANCE_UID, "");
            if (!Uids.isValid(sopClass) || !Uids.isValid(instance)) {
                count("has no valid SOP UIDs: cannot be sent");
                return;
            }
            if (sent.containsKey(instance)) {
                count("has the SOP Instance UID of another file");
                return;
            }
            Outcome answer = store(path, file, new StoreRequest(sopClass, instance, file.syntax().uid()));
            if (answer == null) {
                count("no presentation context in " + file.syntax());
            } else if (answer.isDone()) {
                sent.put(instance, new Sent(path, file.syntax(), dataSet.string(Tag.STUDY_INSTANCE_UID, "")));
            } else {
                count("refused at intake: " + answer);
            }
        }
    }

    private Outcome store(Path path, DicomFile file, StoreRequest request) throws IOException {
        try (Association association = open(new AssociationProposal("CT1", "SEAL").context(request.sopClass(), request.transferSyntax()))) {
            if (association.transferSyntaxes(request.sopClass()).isEmpty()) {
                return null;
            }
            return new StoreScu(association).store(request, out -> {
                try (InputStream in = Files.newInputStream(path)) {
                    in.skipNBytes(file.dataSetPosition());
                    in.transferTo(out);
                }
            });
        }
    }

    private void retrieve(String study) throws IOException {
        DataSet identifier = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "STUDY")
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, study);
        try (Association association = open(new AssociationProposal("VIEWER", "SEAL")
                .context(Uids.STUDY_ROOT_MOVE, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            MoveScu scu = new MoveScu(association, Uids.STUDY_ROOT_MOVE);
            scu.move("VIEWER", DicomWriter.toBytes(identifier, TransferSyntax.IMPLICIT_LE), progress -> { });
        }
    }

    private void compare(String instance, Sent sent) {
        Path back = receiver.objects.get(instance);
        if (back == null) {
            differences.add(sent.file + " did not come back");
            return;
        }
        try (DicomFile original = DicomFile.open(sent.file)) {
            TransferSyntax syntax = TransferSyntax.of(receiver.syntaxes.get(instance));
            DataSet restored = DicomReader.fromBytes(Files.readAllBytes(back), syntax);
            List<DataSetComparison.Difference> found = DataSetComparison.compare(original.dataSet(), restored);
            if (found.isEmpty() && syntax.equals(sent.syntax)) {
                count("came back as it was");
            } else if (found.isEmpty()) {
                count("came back as it was, in another native transfer syntax");
            } else {
                differences.add(sent.file + " (" + sent.syntax + " -> " + syntax + "): " + found.subList(0, Math.min(3, found.size())));
            }
        } catch (IOException e) {
            differences.add(sent.file + ": " + e);
        }
    }

    /** Objects that may still be delivered. Orthanc answers A700 (out of resources) for ever where it misses an identifier. */
    private long waiting() {
        return test.node().spool().list(null, null, 10_000).stream()
                .filter(entry -> entry.state() != QueueState.DEAD && entry.attempts() < 5).count();
    }

    private void count(String what) {
        tally.merge(what, 1, Integer::sum);
    }

    /** Without the UIDs. */
    private static String generic(String message) {
        return message.replaceAll("[0-9]+(\\.[0-9]+){4,}", "UID");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().matches("(?i)MANIFEST.tsv|README.*|LICEN[SC]E.*"))
                    .sorted().toList();
        }
    }

    private Association open(AssociationProposal proposal) throws IOException {
        return Association.open(test.node().addresses().get(0), proposal, NetworkOptions.DEFAULTS, null);
    }

    /** Takes anything in any syntax. */
    private static final class Receiver implements AssociationPolicy, AutoCloseable {
        private final Map<String, Path> objects = new ConcurrentHashMap<>();
        private final Map<String, String> syntaxes = new ConcurrentHashMap<>();
        private final Path folder;
        private final DimseServer server;

        Receiver(Path folder) throws IOException {
            this.folder = Files.createDirectories(folder);
            server = DimseServer.start(ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), this,
                    new DimseServices().onStore(this::store));
        }

        int port() {
            return server.address().getPort();
        }

        private Outcome store(Association association, StoreRequest request, InputStream dataSet) throws IOException {
            Path file = folder.resolve(request.sopInstance());
            Files.deleteIfExists(file);
            Files.copy(dataSet, file);
            objects.put(request.sopInstance(), file);
            syntaxes.put(request.sopInstance(), request.transferSyntax());
            return Outcome.SUCCESS;
        }

        @Override
        public Optional<AssociateReject> admit(Caller caller) {
            return Optional.empty();
        }

        @Override
        public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
            return ContextAnswer.accept(proposed.transferSyntaxes().get(0));
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
