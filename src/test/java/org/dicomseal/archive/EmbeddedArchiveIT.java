package org.dicomseal.archive;

import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.ConcurrentHashMap;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationPolicy;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.AssociationRejectedException;
import org.dicomseal.dimse.Caller;
import org.dicomseal.dimse.ContextAnswer;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.EchoScu;
import org.dicomseal.dimse.FindScu;
import org.dicomseal.dimse.GetScu;
import org.dicomseal.dimse.MoveScu;
import org.dicomseal.dimse.NetworkOptions;
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
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The archive over real sockets. */
class EmbeddedArchiveIT {

    private static final TransferSyntax JPEG = TransferSyntax.of(Uids.JPEG_BASELINE);

    @TempDir
    private Path folder;
    private EmbeddedArchive archive;

    private EmbeddedArchive start(Habits habits) throws IOException {
        archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE").with(habits));
        return archive;
    }

    @AfterEach
    void stop() {
        if (archive != null) {
            archive.close();
        }
    }

    private static DataSet image(String study, String series, String instance, String patient) throws IOException {
        DataSet dataSet = new DataSet()
                .putString(Tag.SOP_CLASS_UID, VR.UI, Uids.CT_IMAGE_STORAGE).putString(Tag.SOP_INSTANCE_UID, VR.UI, instance)
                .putString(Tag.STUDY_DATE, VR.DA, "20260115").putString(Tag.MODALITY, VR.CS, "CT")
                .putString(Tag.PATIENT_NAME, VR.PN, "Doe^" + patient).putString(Tag.PATIENT_ID, VR.LO, patient)
                .putString(Tag.STUDY_INSTANCE_UID, VR.UI, study).putString(Tag.SERIES_INSTANCE_UID, VR.UI, series)
                .putInts(Tag.ROWS, VR.US, 2).putInts(Tag.COLUMNS, VR.US, 2).putBytes(Tag.PIXEL_DATA, VR.OW, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        dataSet.putString(dataSet.reservePrivateTag(0x0029, "MAKER", 1), VR.LO, "kept");
        return dataSet;
    }

    private Association associate(AssociationProposal proposal) throws IOException {
        return Association.open(archive.address(), proposal, NetworkOptions.DEFAULTS, null);
    }

    private static AssociationProposal proposal() {
        return new AssociationProposal("TESTER", "ARCHIVE");
    }

    private Outcome store(DataSet dataSet, TransferSyntax syntax) throws IOException {
        try (Association association = associate(proposal().context(Uids.CT_IMAGE_STORAGE, syntax.uid()))) {
            StoreRequest request = new StoreRequest(Uids.CT_IMAGE_STORAGE, dataSet.string(Tag.SOP_INSTANCE_UID), syntax.uid());
            return new StoreScu(association).store(request, ObjectWriter.of(DicomWriter.toBytes(dataSet, syntax)));
        }
    }

    private void storeTwoStudies() throws IOException {
        for (String uids : List.of("1.1 1.1.1 1.1.1.1 A", "1.1 1.1.1 1.1.1.2 A", "1.1 1.1.2 1.1.2.1 A", "1.2 1.2.1 1.2.1.1 B")) {
            String[] uid = uids.split(" ");
            assertEquals(Status.SUCCESS, store(image(uid[0], uid[1], uid[2], uid[3]), TransferSyntax.EXPLICIT_LE).status());
        }
    }

    private List<DataSet> find(String model, DataSet keys) throws IOException {
        List<DataSet> matches = new ArrayList<>();
        try (Association association = associate(proposal().context(model, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
            Outcome outcome = new FindScu(association, model).find(DicomWriter.toBytes(keys, TransferSyntax.EXPLICIT_LE), (status, match) -> {
                matches.add(DicomReader.fromBytes(match, TransferSyntax.EXPLICIT_LE));
                return true;
            });
            assertEquals(Status.SUCCESS, outcome.status(), outcome.comment());
        }
        return matches;
    }

    private static DataSet level(String level) {
        return new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, VR.CS, level);
    }

    @Test
    void answersEchoAndRejectsAnotherTitle() throws IOException {
        start(Habits.none());
        try (Association association = associate(proposal().context(Uids.VERIFICATION, Uids.IMPLICIT_VR_LITTLE_ENDIAN))) {
            assertEquals(Status.SUCCESS, new EchoScu(association).echo().status());
        }
        AssociationProposal wrong = new AssociationProposal("TESTER", "SOMEONE").context(Uids.VERIFICATION, Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThrows(AssociationRejectedException.class, () -> associate(wrong));
    }

    @Test
    void findsAtEveryLevel() throws IOException {
        start(Habits.none());
        storeTwoStudies();
        List<DataSet> patients = find(Uids.PATIENT_ROOT_FIND, level("PATIENT").putString(Tag.PATIENT_NAME, VR.PN, "doe^*")
                .putEmpty(Tag.PATIENT_ID).putEmpty(Tag.NUMBER_OF_PATIENT_RELATED_STUDIES));
        assertEquals(List.of("A", "B"), patients.stream().map(each -> each.string(Tag.PATIENT_ID)).toList());

        List<DataSet> studies = find(Uids.STUDY_ROOT_FIND, level("STUDY").putString(Tag.PATIENT_ID, VR.LO, "A")
                .putString(Tag.STUDY_DATE, VR.DA, "20260101-20260131").putEmpty(Tag.STUDY_INSTANCE_UID)
                .putString(Tag.MODALITIES_IN_STUDY, VR.CS, "CT").putEmpty(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)
                .putEmpty(Tag.NUMBER_OF_STUDY_RELATED_SERIES).putEmpty(Tag.STUDY_DESCRIPTION));
        assertEquals(1, studies.size());
        assertEquals(3, studies.get(0).intValue(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, 0));
        assertEquals(2, studies.get(0).intValue(Tag.NUMBER_OF_STUDY_RELATED_SERIES, 0));
        assertEquals("ARCHIVE", studies.get(0).string(Tag.RETRIEVE_AE_TITLE));
        assertTrue(studies.get(0).contains(Tag.STUDY_DESCRIPTION) && studies.get(0).string(Tag.STUDY_DESCRIPTION) == null);

        assertEquals(2, find(Uids.STUDY_ROOT_FIND, level("SERIES").putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.1")
                .putEmpty(Tag.SERIES_INSTANCE_UID)).size());
        List<DataSet> images = find(Uids.STUDY_ROOT_FIND, level("IMAGE").putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.1")
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.1.1.2", "1.1.2.1", "1.2.1.1").putEmpty(Tag.SOP_CLASS_UID).putEmpty(Tag.ROWS));
        assertEquals(List.of("1.1.1.2", "1.1.2.1"), images.stream().map(each -> each.string(Tag.SOP_INSTANCE_UID)).toList());
        assertEquals(2, images.get(0).intValue(Tag.ROWS, 0));
    }

    @Test
    void aQueryWithoutALevelIsRefused() throws IOException {
        start(Habits.none());
        try (Association association = associate(proposal().context(Uids.STUDY_ROOT_FIND, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
            for (DataSet keys : List.of(new DataSet().putEmpty(Tag.PATIENT_ID), level("PATIENT"))) {
                Outcome outcome = new FindScu(association, Uids.STUDY_ROOT_FIND)
                        .find(DicomWriter.toBytes(keys, TransferSyntax.EXPLICIT_LE), (status, match) -> true);
                assertEquals(Status.DATA_SET_DOES_NOT_MATCH, outcome.status());
            }
        }
    }

    private record Received(StoreRequest request, DataSet dataSet) {
    }

    private Map<String, Received> get(DataSet keys, String... syntaxes) throws IOException {
        Map<String, Received> received = new ConcurrentHashMap<>();
        AssociationProposal proposal = proposal().context(Uids.STUDY_ROOT_GET, Uids.EXPLICIT_VR_LITTLE_ENDIAN)
                .context(Uids.CT_IMAGE_STORAGE, syntaxes).role(Uids.CT_IMAGE_STORAGE, false, true);
        try (Association association = associate(proposal)) {
            List<SubOperations> progress = new ArrayList<>();
            RetrieveOutcome outcome = new GetScu(association, Uids.STUDY_ROOT_GET).get(
                    DicomWriter.toBytes(keys, TransferSyntax.EXPLICIT_LE), (on, request, in) -> keep(received, request, in), progress::add);
            assertEquals(received.size(), outcome.counts().completed());
            assertEquals(received.size() + outcome.counts().failed(), progress.size());
        }
        return received;
    }

    private static Outcome keep(Map<String, Received> received, StoreRequest request, InputStream in) throws IOException {
        DataSet dataSet = DicomReader.read(in, TransferSyntax.of(request.transferSyntax()), ReadOptions.defaults());
        received.put(request.sopInstance(), new Received(request, dataSet));
        return Outcome.SUCCESS;
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        start(Habits.none());
        storeTwoStudies();
        Map<String, Received> received = get(level("STUDY").putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.1"), Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        assertEquals(3, received.size());
        assertEquals(List.of(), DataSetComparison.compare(image("1.1", "1.1.1", "1.1.1.2", "A"), received.get("1.1.1.2").dataSet()));
    }

    @Test
    void convertsForAReceiverThatHasOnlyImplicitVr() throws IOException {
        start(Habits.none());
        storeTwoStudies();
        Map<String, Received> received = get(level("SERIES").putString(Tag.SERIES_INSTANCE_UID, VR.UI, "1.1.2"), Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        assertEquals(Uids.IMPLICIT_VR_LITTLE_ENDIAN, received.get("1.1.2.1").request().transferSyntax());
        assertEquals(List.of(), DataSetComparison.compare(image("1.1", "1.1.2", "1.1.2.1", "A"), received.get("1.1.2.1").dataSet()));
    }

    @Test
    void keepsCodestreamsAndSendsThemToThoseWhoTakeThem() throws IOException {
        start(Habits.none());
        DataSet jpeg = image("1.3", "1.3.1", "1.3.1.1", "C").put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB,
                List.of(Bulk.empty(), Bulk.of((byte) 0xFF, (byte) 0xD8))));
        assertEquals(Status.SUCCESS, store(jpeg, JPEG).status());
        DataSet keys = level("IMAGE").putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.3.1.1");
        assertEquals(List.of(), DataSetComparison.compare(jpeg, get(keys, Uids.JPEG_BASELINE).get("1.3.1.1").dataSet()));
        assertEquals(Map.of(), get(keys, Uids.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    /** A storage SCP that takes explicit VR objects. */
    private static DimseServer workstation(Map<String, Received> received) throws IOException {
        AssociationPolicy everybody = new AssociationPolicy() {
            @Override
            public Optional<AssociateReject> admit(Caller caller) {
                return Optional.empty();
            }

            @Override
            public ContextAnswer negotiate(Caller caller, ProposedContext proposed) {
                return ContextAnswer.firstOf(proposed, List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN));
            }
        };
        return DimseServer.start(ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), everybody,
                new DimseServices().onStore((association, request, in) -> keep(received, request, in)));
    }

    private RetrieveOutcome move(String destination, DataSet keys, List<SubOperations> progress) throws IOException {
        try (Association association = associate(proposal().context(Uids.STUDY_ROOT_MOVE, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
            return new MoveScu(association, Uids.STUDY_ROOT_MOVE)
                    .move(destination, DicomWriter.toBytes(keys, TransferSyntax.EXPLICIT_LE), progress::add);
        }
    }

    @Test
    void movesToAKnownDestinationAndSaysForWhom() throws IOException {
        start(Habits.none());
        storeTwoStudies();
        Map<String, Received> received = new ConcurrentHashMap<>();
        try (DimseServer workstation = workstation(received)) {
            archive.knowDestination("STATION", workstation.address());
            List<SubOperations> progress = new ArrayList<>();
            RetrieveOutcome outcome = move("STATION", level("STUDY").putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.1", "1.2"), progress);
            assertEquals(Status.SUCCESS, outcome.status());
            assertEquals(new SubOperations(0, 4, 0, 0), outcome.counts());
            assertEquals(List.of(3, 2, 1, 0), progress.stream().map(SubOperations::remaining).toList());
            assertEquals("TESTER", received.get("1.2.1.1").request().moveOriginatorAe());
            assertEquals(Status.MOVE_DESTINATION_UNKNOWN, move("NOBODY", level("STUDY").putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.1"), progress).status());
            assertEquals(Status.DATA_SET_DOES_NOT_MATCH, move("STATION", level("STUDY").putEmpty(Tag.STUDY_INSTANCE_UID), progress).status());
        }
    }

    @Test
    void aPartOfAMoveThatFailsIsCountedAndNamed() throws IOException {
        start(Habits.none());
        storeTwoStudies();
        store(image("1.2", "1.2.1", "1.2.1.2", "B").put(new FragmentsElement(Tag.PIXEL_DATA, VR.OB, List.of(Bulk.empty(), Bulk.of(new byte[2])))), JPEG);
        try (DimseServer workstation = workstation(new ConcurrentHashMap<>())) {
            archive.knowDestination("STATION", workstation.address());
            RetrieveOutcome outcome = move("STATION", level("STUDY").putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.2"), new ArrayList<>());
            assertEquals(Status.COMPLETE_WITH_FAILURES, outcome.status());
            assertEquals(new SubOperations(0, 1, 1, 0), outcome.counts());
            assertEquals(List.of("1.2.1.2"), outcome.failed());
        }
        RetrieveOutcome gone = move("STATION", level("STUDY").putString(Tag.STUDY_INSTANCE_UID, VR.UI, "1.2"), new ArrayList<>());
        assertEquals(Status.UNABLE_TO_PERFORM, gone.status());
    }

    @Test
    void refusesWhatIsNoObjectOrAnotherThanAnnounced() throws IOException {
        start(Habits.none());
        DataSet withoutStudy = image("1.1", "1.1.1", "1.1.1.1", "A");
        withoutStudy.remove(Tag.STUDY_INSTANCE_UID);
        assertEquals(Status.CANNOT_UNDERSTAND, store(withoutStudy, TransferSyntax.EXPLICIT_LE).status());
        try (Association association = associate(proposal().context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
            StoreRequest request = new StoreRequest(Uids.CT_IMAGE_STORAGE, "1.1.1.9", Uids.EXPLICIT_VR_LITTLE_ENDIAN);
            byte[] other = DicomWriter.toBytes(image("1.1", "1.1.1", "1.1.1.1", "A"), TransferSyntax.EXPLICIT_LE);
            assertEquals(Status.CANNOT_UNDERSTAND, new StoreScu(association).store(request, ObjectWriter.of(other)).status());
        }
        assertEquals(0, archive.size());
        try (var left = Files.list(folder.resolve("archive"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aSecondObjectReplacesTheFirstOrIsThrownAway() throws IOException {
        start(Habits.none());
        store(image("1.1", "1.1.1", "1.1.1.1", "A"), TransferSyntax.EXPLICIT_LE);
        store(image("1.1", "1.1.1", "1.1.1.1", "Z"), TransferSyntax.EXPLICIT_LE);
        assertEquals("Z", heldPatientId());
        archive.close();
        start(Habits.none().keepingFirst());
        assertEquals(Status.SUCCESS, store(image("1.1", "1.1.1", "1.1.1.1", "Q"), TransferSyntax.EXPLICIT_LE).status());
        assertEquals("Z", heldPatientId());
        assertEquals(1, archive.size());
    }

    private String heldPatientId() throws IOException {
        try (DicomFile file = DicomFile.open(archive.file("1.1.1.1"))) {
            return file.dataSet().string(Tag.PATIENT_ID);
        }
    }

    @Test
    void anArchiveOfImplicitVrForgetsPrivateVrsButNoBytes() throws IOException {
        start(Habits.none().storingImplicitVrOnly());
        AssociationProposal explicitOnly = proposal().context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = associate(explicitOnly)) {
            assertEquals(List.of(), association.contexts());
        }
        store(image("1.1", "1.1.1", "1.1.1.1", "A"), TransferSyntax.IMPLICIT_LE);
        try (DicomFile file = DicomFile.open(archive.file("1.1.1.1"))) {
            assertEquals(TransferSyntax.IMPLICIT_LE, file.syntax());
            assertEquals(VR.UN, file.dataSet().get(file.dataSet().privateTag(0x0029, "MAKER", 1)).vr());
            assertEquals(List.of(), DataSetComparison.compare(image("1.1", "1.1.1", "1.1.1.1", "A"), file.dataSet()));
        }
    }

    @Test
    void coercionAndStrippingShowInWhatIsHeld() throws IOException {
        start(Habits.none().strippingPrivate().coercingPatientIds(id -> "SITE-" + id));
        store(image("1.1", "1.1.1", "1.1.1.1", "A"), TransferSyntax.EXPLICIT_LE);
        assertEquals("SITE-A", heldPatientId());
        assertEquals(1, find(Uids.STUDY_ROOT_FIND, level("STUDY").putString(Tag.PATIENT_ID, VR.LO, "SITE-A")).size());
        assertNull(archive.file("1.9"));
    }

    @Test
    void dcmtkStoresFindsAndGets() throws IOException, InterruptedException {
        start(Habits.none());
        Path sample = folder.resolve("sample.dcm");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomFile.write(FileMeta.of(Uids.CT_IMAGE_STORAGE, "1.1.1.1", TransferSyntax.EXPLICIT_LE),
                image("1.1", "1.1.1", "1.1.1.1", "A"), out);
        Files.write(sample, out.toByteArray());
        String port = String.valueOf(archive.port());
        Peers.Run stored = Peers.run("storescu", "-aec", "ARCHIVE", "localhost", port, sample);
        assertEquals(0, stored.status(), stored.output());
        Peers.Run found = Peers.run("findscu", "-v", "-S", "-aec", "ARCHIVE", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID", "localhost", port);
        assertTrue(found.output().contains("[1.1"), found.output());
        Path fetched = Files.createDirectory(folder.resolve("fetched"));
        Peers.Run got = Peers.run("getscu", "-S", "-aec", "ARCHIVE", "-od", fetched, "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=1.1", "localhost", port);
        assertEquals(0, got.status(), got.output());
        try (var files = Files.list(fetched); DicomFile file = DicomFile.open(files.findFirst().orElseThrow())) {
            assertEquals(List.of(), DataSetComparison.compare(image("1.1", "1.1.1", "1.1.1.1", "A"), file.dataSet()));
        }
    }
}
