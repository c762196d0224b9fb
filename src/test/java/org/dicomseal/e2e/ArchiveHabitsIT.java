package org.dicomseal.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.archive.Habits;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.SubOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What archives do to the objects they are given: every kind of object still comes back, or is refused by name. */
@Timeout(300)
class ArchiveHabitsIT {

    @TempDir
    Path folder;
    private ReceivingAe viewer;
    private EmbeddedArchive archive;
    private RunningNode node;

    @BeforeEach
    void startViewer() throws IOException {
        viewer = new ReceivingAe();
    }

    @AfterEach
    void stop() {
        viewer.close();
        if (node != null) {
            node.close();
        }
        if (archive != null) {
            archive.close();
        }
    }

    private void start(Habits habits, String archiveOptions) throws Exception {
        archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE").with(habits));
        node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ARCHIVE", archive.port(), archiveOptions),
                RunningNode.peers(new RunningNode.Destination("VIEWER", viewer.port())));
        archive.knowDestination(RunningNode.FETCH, node.address());
    }

    private void store(List<Specimen> objects) throws IOException {
        for (Specimen object : objects) {
            assertEquals(Outcome.SUCCESS, node.scu("MODALITY").store(object));
        }
        node.awaitForwarded();
    }

    private RetrieveOutcome move(List<Specimen> study) throws IOException {
        return node.scu("VIEWER").move("VIEWER", Scu.study(study.get(0).study()));
    }

    /** Every kind of object goes there and back; private elements are compared only if the archive keeps its hands off them. */
    private void assertEveryKindComesBack(boolean privateToo) throws IOException {
        List<Specimen> kinds = Synthetic.kinds();
        store(kinds);
        RetrieveOutcome moved = move(kinds);
        assertEquals(Outcome.SUCCESS, moved.outcome());
        assertEquals(new SubOperations(0, kinds.size(), 0, 0), moved.counts());
        for (Specimen original : kinds) {
            Specimen back = viewer.objects.get(original.sopInstance());
            assertEquals(List.of(), privateToo ? original.differencesFrom(back) : standard(original).differencesFrom(standard(back)),
                    () -> original.sopClass() + " in " + original.syntax());
        }
    }

    private static Specimen standard(Specimen object) {
        DataSet standard = new DataSet();
        for (Element element : object.dataSet()) {
            if (!Tag.isPrivate(element.tag())) {
                standard.put(element);
            }
        }
        return new Specimen(standard, object.syntax());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch: get", "fetch: move"})
    void anArchiveWithoutHabitsGivesEveryKindBack(String fetch) throws Exception {
        start(Habits.none().omittingMoveOriginator(), fetch);
        assertEveryKindComesBack(true);
    }

    @Test
    void anArchiveThatKeepsImplicitVrOnlyGivesEveryKindBack() throws Exception {
        start(Habits.none().storingImplicitVrOnly(), "");
        assertEveryKindComesBack(true);
    }

    @Test
    void anArchiveThatStripsPrivateElementsGivesEveryImageBack() throws Exception {
        start(Habits.none().strippingPrivate(), "");
        List<Specimen> images = Synthetic.kinds().stream().filter(Specimen::hasPixels).toList();
        store(images);
        assertEquals(Outcome.SUCCESS, move(images).outcome());
        for (Specimen original : images) {
            Specimen back = viewer.objects.get(original.sopInstance());
            assertEquals(List.of(), standard(original).differencesFrom(standard(back)));
        }
    }

    @Test
    void anArchiveThatAddsPrivateElementsGivesEveryKindBack() throws Exception {
        start(Habits.none().addingPrivate(), "");
        assertEveryKindComesBack(false);
    }

    @Test
    void anArchiveThatKeepsTheFirstObjectGivesTheFirstBack() throws Exception {
        start(Habits.none().keepingFirst(), "");
        Specimen first = Synthetic.ct(Uids.random(), 1, 64);
        Specimen second = new Specimen(Synthetic.ct(first.study(), 2, 64).dataSet()
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, first.sopInstance()), first.syntax());
        store(List.of(first));
        store(List.of(second));
        assertEquals(Outcome.SUCCESS, move(List.of(first)).outcome());
        assertEquals(List.of(), first.differencesFrom(viewer.objects.get(first.sopInstance())));
    }

    @Test
    void anObjectThatIsSentAgainIsTheNewOneWhereTheArchiveReplaces() throws Exception {
        start(Habits.none(), "");
        Specimen first = Synthetic.ct(Uids.random(), 1, 64);
        Specimen second = new Specimen(Synthetic.ct(first.study(), 2, 64).dataSet()
                .putString(Tag.SOP_INSTANCE_UID, VR.UI, first.sopInstance()), first.syntax());
        store(List.of(first));
        store(List.of(second));
        assertEquals(1, archive.size());
        assertEquals(Outcome.SUCCESS, move(List.of(first)).outcome());
        assertEquals(List.of(), second.differencesFrom(viewer.objects.get(first.sopInstance())));
    }

    @Test
    void whatTheNodeHasSealedIsNotSealedAgainWhenItComesBackToIt() throws Exception {
        start(Habits.none(), "");
        List<Specimen> series = Synthetic.series(2, 64);
        store(series);
        for (Specimen original : series) {
            Specimen sealed = Specimen.of(archive.file(original.sopInstance()));
            store(List.of(sealed));
            assertEquals(List.of(), sealed.differencesFrom(Specimen.of(archive.file(original.sopInstance()))));
        }
        assertEquals(Outcome.SUCCESS, move(series).outcome());
        assertEquals(List.of(), series.get(1).differencesFrom(viewer.objects.get(series.get(1).sopInstance())));
    }

    @Test
    void aPatientIdThatTheArchiveChangedIsRefusedByNameWhereConfigured() throws Exception {
        start(Habits.none().coercingPatientIds(id -> "MERGED-1"), "mismatch: refuse");
        List<Specimen> series = Synthetic.series(2, 64);
        store(series);
        RetrieveOutcome refused = move(series);
        assertTrue(Status.isFailure(refused.status()));
        assertTrue(refused.outcome().comment().contains("PATIENT_ID"), refused.outcome().comment());
        assertEquals(uids(series), new TreeSet<>(refused.failed()));
        assertEquals(Set.of(), viewer.objects.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"flag", "pass"})
    void aPatientIdThatTheArchiveChangedIsNoLostImage(String reaction) throws Exception {
        start(Habits.none().coercingPatientIds(id -> "MERGED-1"), "mismatch: " + reaction);
        List<Specimen> series = Synthetic.series(2, 64);
        store(series);
        assertEquals(Outcome.SUCCESS, move(series).outcome());
        for (Specimen original : series) {
            original.dataSet().putString(Tag.PATIENT_ID, VR.LO, "MERGED-1");
            assertEquals(List.of(), original.differencesFrom(viewer.objects.get(original.sopInstance())));
        }
    }

    @Test
    void anObjectThatTheArchiveHoldsUnsealedIsRefusedByName() throws Exception {
        start(Habits.none(), "unsealed: refuse");
        List<Specimen> series = Synthetic.series(3, 64);
        store(series.subList(0, 2));
        storePastTheNode(series.get(2));
        RetrieveOutcome moved = move(series);
        assertEquals(Status.COMPLETE_WITH_FAILURES, moved.status());
        assertEquals(List.of(series.get(2).sopInstance()), moved.failed());
        assertTrue(moved.outcome().comment().contains("unsealed"), moved.outcome().comment());
        assertEquals(uids(series.subList(0, 2)), viewer.objects.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"flag", "pass"})
    void everyKindThatTheArchiveHoldsUnsealedIsGivenOutWhereConfigured(String reaction) throws Exception {
        start(Habits.none(), "unsealed: " + reaction);
        List<Specimen> kinds = Synthetic.kinds();
        for (Specimen object : kinds) {
            storePastTheNode(object);
        }
        RetrieveOutcome moved = move(kinds);
        assertEquals(Outcome.SUCCESS, moved.outcome());
        assertEquals(uids(kinds), viewer.objects.keySet());
        Specimen codestream = kinds.get(kinds.size() - 1);
        assertEquals(List.of(), codestream.differencesFrom(viewer.objects.get(codestream.sopInstance())));
    }

    private void storePastTheNode(Specimen object) throws IOException {
        assertEquals(Outcome.SUCCESS, new Scu(archive.address(), "OLDPACS", "ARCHIVE", null).store(object));
    }

    private static Set<String> uids(List<Specimen> objects) {
        Set<String> uids = new TreeSet<>();
        objects.forEach(object -> uids.add(object.sopInstance()));
        return uids;
    }

    @Test
    void anArchiveThatDoesNotTakeTheClassIsAFailureByName() throws Exception {
        start(Habits.none(), "");
        Specimen image = Synthetic.ct(Uids.random(), 1, 32);
        image.dataSet().putString(Tag.SOP_CLASS_UID, VR.UI, "1.2.826.0.1.3680043.10.99.1");
        assertEquals(Outcome.SUCCESS, node.scu("MODALITY").store(image));
        assertTrue(node.awaitSettled().get(0).failure().message().contains("no presentation context"));
    }
}
