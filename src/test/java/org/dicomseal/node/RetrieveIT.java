package org.dicomseal.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.archive.Habits;
import org.dicomseal.dicom.DataSet;
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
import org.dicomseal.dimse.FindScu;
import org.dicomseal.dimse.GetScu;
import org.dicomseal.dimse.MoveScu;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.SubOperations;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.dimse.pdu.ProposedContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What was sealed comes back through the node: queries, C-MOVE and C-GET against the embedded archive. */
@Timeout(180)
class RetrieveIT {

    private static final String STUDY = "2.25.7001";
    private static final String SERIES = "2.25.7002";
    private static final int SIDE = 64;

    @TempDir
    Path folder;

    private EmbeddedArchive archive;
    private TestNode test;
    private Viewer viewer;

    /** A C-MOVE destination that keeps what it gets. */
    private static final class Viewer implements AssociationPolicy, AutoCloseable {
        final Map<String, byte[]> objects = new ConcurrentHashMap<>();
        final Map<String, StoreRequest> requests = new ConcurrentHashMap<>();
        volatile List<String> syntaxes = List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        volatile Optional<AssociateReject> rejection = Optional.empty();
        volatile int answer = Status.SUCCESS;
        volatile long pause;
        final DimseServer server;

        Viewer() throws IOException {
            server = DimseServer.start(ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), this,
                    new DimseServices().onStore(this::store));
        }

        Outcome store(Association association, StoreRequest request, InputStream dataSet) throws IOException {
            byte[] bytes = dataSet.readAllBytes();
            sleep();
            if (answer == Status.SUCCESS) {
                objects.put(request.sopInstance(), bytes);
                requests.put(request.sopInstance(), request);
            }
            return Outcome.of(answer);
        }

        private void sleep() throws IOException {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public Optional<AssociateReject> admit(Caller caller) {
            return rejection;
        }

        @Override
        public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
            return ContextAnswer.firstOf(proposed, syntaxes);
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private void start(Habits habits, String archiveOptions) throws Exception {
        start(habits, archiveOptions, "original");
    }

    private void start(Habits habits, String archiveOptions, String view) throws Exception {
        archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE").with(habits));
        viewer = new Viewer();
        test = TestNode.start(folder, """
                fetchAe: SEAL-FETCH
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, concurrency: 2, %s}
                peers:
                  viewer:
                    ae: VIEWER
                    addresses: [127.0.0.1]
                    view: %s
                    move: {host: 127.0.0.1, port: %d}
                  modality: {ae: CT1, addresses: [127.0.0.1], services: [store]}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                routes: [{protect: [seal]}]
                """.formatted(archive.port(), archiveOptions, view, viewer.server.address().getPort(),
                folder.resolve("spool"), folder.resolve("node.p12")));
        archive.knowDestination("SEAL-FETCH", new InetSocketAddress(InetAddress.getLoopbackAddress(), test.port()));
    }

    @AfterEach
    void stop() {
        if (test != null) {
            test.close();
        }
        if (viewer != null) {
            viewer.close();
        }
        if (archive != null) {
            archive.close();
        }
    }

    private Association open(AssociationProposal proposal) throws IOException {
        return Association.open(test.node().addresses().get(0), proposal, NetworkOptions.DEFAULTS, null);
    }

    private static AssociationProposal from(String ae) {
        return new AssociationProposal(ae, "SEAL");
    }

    private static StoreRequest ct(int seed) {
        return new StoreRequest(Uids.CT_IMAGE_STORAGE, TestImages.instance(seed), Uids.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private void storeThroughNode(int count) throws IOException {
        try (Association association = open(from("CT1").context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
            StoreScu scu = new StoreScu(association);
            for (int seed = 0; seed < count; seed++) {
                assertEquals(Outcome.SUCCESS, scu.store(ct(seed), ObjectWriter.of(original(seed, TransferSyntax.EXPLICIT_LE))));
            }
        }
        test.awaitDrained();
        assertEquals(count, archive.size());
    }

    /** Puts an object into the archive past the node. */
    private void storeInArchive(DataSet object) throws IOException {
        AssociationProposal proposal = new AssociationProposal("CT1", "ARCHIVE")
                .context(object.string(Tag.SOP_CLASS_UID), Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = Association.open(archive.address(), proposal, NetworkOptions.DEFAULTS, null)) {
            assertEquals(Outcome.SUCCESS, new StoreScu(association).store(new StoreRequest(object.string(Tag.SOP_CLASS_UID),
                    object.string(Tag.SOP_INSTANCE_UID), Uids.EXPLICIT_VR_LITTLE_ENDIAN),
                    ObjectWriter.of(TestImages.bytes(object, TransferSyntax.EXPLICIT_LE))));
        }
    }

    private static byte[] original(int seed, TransferSyntax syntax) throws IOException {
        return TestImages.bytes(TestImages.ct(seed, SIDE), syntax);
    }

    private static byte[] identifier(String level, Map<Integer, String> keys, String syntax) throws IOException {
        DataSet identifier = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, level);
        keys.forEach((tag, value) -> identifier.putString(tag, tag == Tag.PATIENT_ID ? VR.LO : VR.UI, value));
        return DicomWriter.toBytes(identifier, TransferSyntax.of(syntax));
    }

    private RetrieveOutcome move(String level, Map<Integer, String> keys, List<SubOperations> progress) throws IOException {
        try (Association association = open(from("VIEWER").context(Uids.STUDY_ROOT_MOVE, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            MoveScu scu = new MoveScu(association, Uids.STUDY_ROOT_MOVE);
            return scu.move("VIEWER", identifier(level, keys, scu.transferSyntax()), progress::add);
        }
    }

    private RetrieveOutcome moveStudy() throws IOException {
        return move("STUDY", Map.of(Tag.STUDY_INSTANCE_UID, STUDY), new ArrayList<>());
    }

    private void assertViewerHasOriginals(int count) throws IOException {
        assertEquals(count, viewer.objects.size());
        for (int seed = 0; seed < count; seed++) {
            assertArrayEquals(original(seed, TransferSyntax.EXPLICIT_LE), viewer.objects.get(TestImages.instance(seed)));
        }
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("spool/scratch"))) {
            assertEquals(List.of(), files.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch: get", "fetch: move", "fetch: auto"})
    void aStudyComesBackBitForBitByMove(String fetch) throws Exception {
        start(Habits.none().omittingMoveOriginator(), fetch);
        storeThroughNode(7);
        List<SubOperations> progress = new ArrayList<>();
        RetrieveOutcome outcome = move("STUDY", Map.of(Tag.STUDY_INSTANCE_UID, STUDY), progress);
        assertEquals(Outcome.SUCCESS, outcome.outcome());
        assertEquals(new SubOperations(0, 7, 0, 0), outcome.counts());
        assertViewerHasOriginals(7);
        assertEquals(new SubOperations(7, 0, 0, 0), progress.get(0));
        StoreRequest request = viewer.requests.get(TestImages.instance(3));
        assertEquals("VIEWER", request.moveOriginatorAe());
        assertEquals(1, request.moveOriginatorMessageId());
        assertNothingIsLeft();
    }

    @Test
    void whatTheArchiveHoldsIsNotTheImage() throws Exception {
        start(Habits.none(), "fetch: get");
        storeThroughNode(1);
        String held = Files.readString(archive.file(TestImages.instance(0)), StandardCharsets.ISO_8859_1);
        byte[] image = original(0, TransferSyntax.EXPLICIT_LE);
        String row = new String(Arrays.copyOfRange(image, image.length - 2 * SIDE, image.length), StandardCharsets.ISO_8859_1);
        assertFalse(held.contains(row));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch: get", "fetch: move"})
    void aStudyComesBackBitForBitByGet(String fetch) throws Exception {
        start(Habits.none(), fetch);
        storeThroughNode(5);
        Map<String, byte[]> got = new ConcurrentHashMap<>();
        AssociationProposal proposal = from("VIEWER").context(Uids.STUDY_ROOT_GET, Uids.EXPLICIT_VR_LITTLE_ENDIAN)
                .context(Uids.CT_IMAGE_STORAGE, Uids.IMPLICIT_VR_LITTLE_ENDIAN).role(Uids.CT_IMAGE_STORAGE, false, true);
        try (Association association = open(proposal)) {
            GetScu scu = new GetScu(association, Uids.STUDY_ROOT_GET);
            RetrieveOutcome outcome = scu.get(identifier("SERIES", Map.of(Tag.STUDY_INSTANCE_UID, STUDY, Tag.SERIES_INSTANCE_UID, SERIES),
                    scu.transferSyntax()), (archive, request, in) -> {
                        got.put(request.sopInstance(), in.readAllBytes());
                        return Outcome.SUCCESS;
                    }, counts -> { });
            assertEquals(Outcome.SUCCESS, outcome.outcome());
            assertEquals(5, outcome.counts().completed());
        }
        for (int seed = 0; seed < 5; seed++) {
            assertArrayEquals(original(seed, TransferSyntax.IMPLICIT_LE), got.get(TestImages.instance(seed)));
        }
        assertNothingIsLeft();
    }

    @Test
    void someImagesOfASeriesComeAlone() throws Exception {
        start(Habits.none(), "fetch: auto");
        storeThroughNode(4);
        RetrieveOutcome outcome = move("IMAGE", new LinkedHashMap<>(Map.of(Tag.STUDY_INSTANCE_UID, STUDY, Tag.SERIES_INSTANCE_UID, SERIES,
                Tag.SOP_INSTANCE_UID, TestImages.instance(1) + "\\" + TestImages.instance(3))), new ArrayList<>());
        assertEquals(Outcome.SUCCESS, outcome.outcome());
        assertEquals(Set.of(TestImages.instance(1), TestImages.instance(3)), viewer.objects.keySet());
    }

    @Test
    void aPatientComesByPatientRoot() throws Exception {
        start(Habits.none(), "fetch: get");
        storeThroughNode(3);
        try (Association association = open(from("VIEWER").context(Uids.PATIENT_ROOT_MOVE, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
            MoveScu scu = new MoveScu(association, Uids.PATIENT_ROOT_MOVE);
            RetrieveOutcome outcome = scu.move("VIEWER", identifier("PATIENT", Map.of(Tag.PATIENT_ID, "T-1"), scu.transferSyntax()), counts -> { });
            assertEquals(Outcome.SUCCESS, outcome.outcome());
        }
        assertViewerHasOriginals(3);
    }

    @Test
    void anArchiveThatKeepsImplicitVrAndStripsPrivateElementsStillGivesTheImage() throws Exception {
        start(Habits.none().storingImplicitVrOnly().strippingPrivate().addingPrivate(), "fetch: auto");
        storeThroughNode(2);
        assertEquals(Outcome.SUCCESS, moveStudy().outcome());
        DataSet back = DicomReader.fromBytes(viewer.objects.get(TestImages.instance(1)), TransferSyntax.EXPLICIT_LE);
        assertArrayEquals(TestImages.bytes(TestImages.ct(1, SIDE), TransferSyntax.EXPLICIT_LE), TestImages.bytes(withoutPrivate(back), TransferSyntax.EXPLICIT_LE));
    }

    private static DataSet withoutPrivate(DataSet dataSet) {
        DataSet standard = new DataSet();
        dataSet.forEach(element -> {
            if (!Tag.isPrivate(element.tag())) {
                standard.put(element);
            }
        });
        return standard;
    }

    @Test
    void answersToAQueryLeadToUs() throws Exception {
        start(Habits.none(), "fetch: get");
        storeThroughNode(3);
        try (Association association = open(from("VIEWER").context(Uids.STUDY_ROOT_FIND, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            FindScu scu = new FindScu(association, Uids.STUDY_ROOT_FIND);
            List<DataSet> matches = new ArrayList<>();
            DataSet keys = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, "IMAGE").putString(Tag.STUDY_INSTANCE_UID, VR.UI, STUDY)
                    .putString(Tag.SERIES_INSTANCE_UID, VR.UI, SERIES).putEmpty(Tag.SOP_INSTANCE_UID);
            Outcome outcome = scu.find(DicomWriter.toBytes(keys, TransferSyntax.IMPLICIT_LE), (status, bytes) -> {
                matches.add(DicomReader.fromBytes(bytes, TransferSyntax.IMPLICIT_LE));
                return true;
            });
            assertEquals(Outcome.SUCCESS, outcome);
            assertEquals(3, matches.size());
            assertTrue(matches.stream().allMatch(match -> "SEAL".equals(match.string(Tag.RETRIEVE_AE_TITLE))));
        }
    }

    @Test
    void whoMayOnlyStoreMayNotAskOrRetrieve() throws Exception {
        start(Habits.none(), "fetch: get");
        try (Association association = open(from("CT1").context(Uids.STUDY_ROOT_FIND, Uids.IMPLICIT_VR_LITTLE_ENDIAN)
                .context(Uids.STUDY_ROOT_MOVE, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            assertThrows(NoPresentationContextException.class, () -> new FindScu(association, Uids.STUDY_ROOT_FIND));
            assertThrows(NoPresentationContextException.class, () -> new MoveScu(association, Uids.STUDY_ROOT_MOVE));
        }
    }

    @Test
    void anUnknownDestinationIsNamed() throws Exception {
        start(Habits.none(), "fetch: get");
        try (Association association = open(from("VIEWER").context(Uids.STUDY_ROOT_MOVE, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            MoveScu scu = new MoveScu(association, Uids.STUDY_ROOT_MOVE);
            RetrieveOutcome outcome = scu.move("ELSEWHERE", identifier("STUDY", Map.of(Tag.STUDY_INSTANCE_UID, STUDY), scu.transferSyntax()), counts -> { });
            assertEquals(Status.MOVE_DESTINATION_UNKNOWN, outcome.status());
        }
    }

    @Test
    void nothingToRetrieveIsNoFailure() throws Exception {
        start(Habits.none(), "fetch: get");
        RetrieveOutcome outcome = moveStudy();
        assertEquals(Outcome.SUCCESS, outcome.outcome());
        assertEquals(SubOperations.NONE, outcome.counts());
    }

    @Test
    void anArchiveThatIsAwayIsAFailureWithAReason() throws Exception {
        start(Habits.none(), "fetch: get");
        archive.close();
        RetrieveOutcome outcome = moveStudy();
        assertEquals(Status.UNABLE_TO_COUNT, outcome.status());
        assertTrue(outcome.outcome().comment().contains("main"), outcome.outcome().comment());
    }

    @Test
    void anObjectThatIsNotSealedIsHandledAsConfigured() throws Exception {
        start(Habits.none(), "fetch: get, unsealed: refuse");
        storeThroughNode(2);
        storeInArchive(TestImages.ct(9, SIDE));
        RetrieveOutcome outcome = moveStudy();
        assertEquals(Status.COMPLETE_WITH_FAILURES, outcome.status());
        assertEquals(new SubOperations(0, 2, 1, 0), outcome.counts());
        assertEquals(List.of(TestImages.instance(9)), outcome.failed());
        assertTrue(outcome.outcome().comment().contains("unsealed"), outcome.outcome().comment());
        assertViewerHasOriginals(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsealed: flag", "unsealed: pass"})
    void anObjectThatIsNotSealedMayBePassed(String option) throws Exception {
        start(Habits.none(), option);
        storeInArchive(TestImages.ct(0, SIDE));
        assertEquals(Outcome.SUCCESS, moveStudy().outcome());
        assertViewerHasOriginals(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsealed: flag", "unsealed: pass", "unsealed: pass, commitment: find"})
    void aPlainObjectInThePlaceOfOneThatWeSealedIsNeverPassed(String option) throws Exception {
        start(Habits.none(), option);
        storeThroughNode(2);
        DataSet swapped = TestImages.ct(5, SIDE);
        swapped.putString(Tag.SOP_INSTANCE_UID, VR.UI, TestImages.instance(0));
        storeInArchive(swapped);
        test.restart();
        RetrieveOutcome outcome = moveStudy();
        assertEquals(Status.COMPLETE_WITH_FAILURES, outcome.status());
        assertEquals(List.of(TestImages.instance(0)), outcome.failed());
        assertTrue(outcome.outcome().comment().contains("delivered sealed"), outcome.outcome().comment());
        assertEquals(Set.of(TestImages.instance(1)), viewer.objects.keySet());
    }

    @Test
    void aChangedPatientIdIsRefusedWhereConfigured() throws Exception {
        start(Habits.none().coercingPatientIds(id -> "OTHER"), "mismatch: refuse");
        storeThroughNode(1);
        RetrieveOutcome refused = moveStudy();
        assertEquals(Status.UNABLE_TO_PERFORM, refused.status());
        assertTrue(refused.outcome().comment().contains("PATIENT_ID"), refused.outcome().comment());
    }

    @Test
    void aChangedPatientIdIsNotALostImage() throws Exception {
        start(Habits.none().coercingPatientIds(id -> "OTHER"), "mismatch: flag");
        storeThroughNode(1);
        assertEquals(Outcome.SUCCESS, moveStudy().outcome());
        DataSet back = DicomReader.fromBytes(viewer.objects.get(TestImages.instance(0)), TransferSyntax.EXPLICIT_LE);
        assertEquals("OTHER", back.string(Tag.PATIENT_ID));
        back.putString(Tag.PATIENT_ID, VR.LO, "T-1");
        assertArrayEquals(original(0, TransferSyntax.EXPLICIT_LE), TestImages.bytes(back, TransferSyntax.EXPLICIT_LE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "flag", "pass"})
    void anImageUnderAnotherImagesUidIsGivenOutOnlyWhereEverythingIsPassed(String policy) throws Exception {
        start(Habits.none(), "mismatch: " + policy);
        storeThroughNode(1);
        try (DicomFile sealed = DicomFile.open(archive.file(TestImages.instance(0)))) {
            storeInArchive(sealed.dataSet().copy().putString(Tag.SOP_INSTANCE_UID, VR.UI, TestImages.instance(7)));
        }
        RetrieveOutcome outcome = moveStudy();
        assertEquals(policy.equals("pass") ? 0 : 1, outcome.counts().failed());
        assertEquals(policy.equals("pass"), viewer.objects.containsKey(TestImages.instance(7)));
        assertTrue(viewer.objects.containsKey(TestImages.instance(0)));
    }

    @Test
    void aDestinationThatIsAwayFailsTheWholeRetrievalAndNamesAllObjects() throws Exception {
        start(Habits.none(), "fetch: get");
        storeThroughNode(4);
        viewer.close();
        RetrieveOutcome outcome = moveStudy();
        assertEquals(Status.UNABLE_TO_PERFORM, outcome.status());
        assertEquals(new SubOperations(0, 0, 4, 0), outcome.counts());
        assertEquals(4, outcome.failed().size());
        assertNothingIsLeft();
    }

    @Test
    void aDestinationThatRefusesObjectsIsACountedFailure() throws Exception {
        start(Habits.none(), "fetch: get");
        storeThroughNode(2);
        viewer.answer = Status.OUT_OF_RESOURCES;
        RetrieveOutcome outcome = moveStudy();
        assertEquals(new SubOperations(0, 0, 2, 0), outcome.counts());
        viewer.answer = Status.COERCED;
        RetrieveOutcome warned = moveStudy();
        assertEquals(Status.COMPLETE_WITH_FAILURES, warned.status());
        assertEquals(new SubOperations(0, 0, 0, 2), warned.counts());
    }

    @Test
    void aDestinationThatTakesImplicitVrAloneGetsThat() throws Exception {
        start(Habits.none(), "fetch: get");
        storeThroughNode(2);
        viewer.syntaxes = List.of(Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        assertEquals(Outcome.SUCCESS, moveStudy().outcome());
        assertArrayEquals(original(1, TransferSyntax.IMPLICIT_LE), viewer.objects.get(TestImages.instance(1)));
    }

    @Test
    void aTamperedObjectIsRefusedAndTheOthersCome() throws Exception {
        start(Habits.none(), "fetch: get");
        storeThroughNode(3);
        tamper(1);
        RetrieveOutcome outcome = moveStudy();
        assertEquals(Status.COMPLETE_WITH_FAILURES, outcome.status());
        assertEquals(List.of(TestImages.instance(1)), outcome.failed());
        assertEquals("its sealed payload was changed", outcome.outcome().comment());
        assertEquals(2, viewer.objects.size());
    }

    @Test
    void aTamperedObjectDoesNotEndACallersGet() throws Exception {
        start(Habits.none(), "fetch: get");
        storeThroughNode(3);
        tamper(0);
        AssociationProposal proposal = from("VIEWER").context(Uids.STUDY_ROOT_GET, Uids.EXPLICIT_VR_LITTLE_ENDIAN)
                .context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN).role(Uids.CT_IMAGE_STORAGE, false, true);
        try (Association association = open(proposal)) {
            GetScu scu = new GetScu(association, Uids.STUDY_ROOT_GET);
            RetrieveOutcome outcome = scu.get(identifier("STUDY", Map.of(Tag.STUDY_INSTANCE_UID, STUDY), scu.transferSyntax()),
                    viewer::store, counts -> { });
            assertEquals(Status.COMPLETE_WITH_FAILURES, outcome.status());
            assertEquals(List.of(TestImages.instance(0)), outcome.failed());
        }
        assertEquals(2, viewer.objects.size());
    }

    @Test
    void aLargeObjectThatTurnsOutTamperedIsBrokenOffAndTheOthersComeOnANewAssociation() throws Exception {
        start(Habits.none(), "fetch: get");
        storeThroughNode(0, TestImages.bytes(TestImages.ct(0, 2600), TransferSyntax.EXPLICIT_LE));
        storeThroughNode(1, original(1, TransferSyntax.EXPLICIT_LE));
        tamper(0);
        RetrieveOutcome outcome = moveStudy();
        assertEquals(Status.COMPLETE_WITH_FAILURES, outcome.status());
        assertEquals(List.of(TestImages.instance(0)), outcome.failed());
        assertArrayEquals(original(1, TransferSyntax.EXPLICIT_LE), viewer.objects.get(TestImages.instance(1)));
        assertEquals(1, viewer.objects.size());
    }

    private void storeThroughNode(int seed, byte[] dataSet) throws IOException {
        try (Association association = open(from("CT1").context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
            assertEquals(Outcome.SUCCESS, new StoreScu(association).store(ct(seed), ObjectWriter.of(dataSet)));
        }
        test.awaitDrained();
    }

    /** Changes a byte of the sealed payload near its end, in the archive. */
    private void tamper(int seed) throws IOException {
        Path file = archive.file(TestImages.instance(seed));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 600] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aCancelStopsTheRetrieval() throws Exception {
        start(Habits.none(), "fetch: get");
        storeThroughNode(12);
        viewer.pause = 100;
        try (Association association = open(from("VIEWER").context(Uids.STUDY_ROOT_MOVE, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            MoveScu scu = new MoveScu(association, Uids.STUDY_ROOT_MOVE);
            RetrieveOutcome outcome = scu.move("VIEWER", identifier("STUDY", Map.of(Tag.STUDY_INSTANCE_UID, STUDY), scu.transferSyntax()),
                    counts -> {
                        if (counts.completed() == 2) {
                            cancel(scu);
                        }
                    });
            assertEquals(Status.CANCEL, outcome.status());
            assertTrue(outcome.counts().remaining() > 0);
            assertNotEquals(0, outcome.counts().completed());
        }
        assertNothingIsLeft();
    }

    private static void cancel(MoveScu scu) {
        try {
            scu.cancel();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatArchivesSendUnaskedIsRefused() throws Exception {
        start(Habits.none(), "fetch: move");
        AssociationProposal proposal = new AssociationProposal("ARCHIVE", "SEAL-FETCH").context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = open(proposal)) {
            Outcome outcome = new StoreScu(association).store(ct(0), ObjectWriter.of(original(0, TransferSyntax.EXPLICIT_LE)));
            assertEquals(Status.NOT_AUTHORIZED, outcome.status());
        }
        assertEquals(0, archive.size());
    }
}
