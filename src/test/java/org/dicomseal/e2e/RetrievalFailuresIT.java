package org.dicomseal.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.DimseServer;
import org.dicomseal.dimse.DimseServices;
import org.dicomseal.dimse.MoveScu;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.ServerOptions;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.SubOperations;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Destinations and archives that fail in the middle: honest counts, named objects, nothing left behind, and the next one works. */
@Timeout(180)
class RetrievalFailuresIT {

    @TempDir
    Path folder;
    private ReceivingAe viewer;
    private EmbeddedArchive archive;
    private RunningNode node;
    private List<Specimen> series;

    @BeforeEach
    void storeASeries() throws Exception {
        viewer = new ReceivingAe();
        archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
        node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ARCHIVE", archive.port(), ""),
                RunningNode.peers(new RunningNode.Destination("VIEWER", viewer.port())));
        series = Synthetic.series(5, 64);
        for (Specimen image : series) {
            assertEquals(Outcome.SUCCESS, node.scu("CT1").store(image));
        }
        node.awaitForwarded();
    }

    @AfterEach
    void stop() {
        node.close();
        archive.close();
        viewer.close();
    }

    private RetrieveOutcome move() throws IOException {
        return node.scu("VIEWER").move("VIEWER", Scu.study(series.get(0).study()));
    }

    /** After whatever failed: scratch is empty, no association is left, and the next retrieval works. */
    private void assertAllIsWellAgain() throws IOException {
        try (Stream<Path> scratch = Files.list(folder.resolve("node/spool/scratch"))) {
            assertEquals(List.of(), scratch.toList());
        }
        RunningNode.await(() -> viewer.associations() == 0);
        viewer.answers = (association, request) -> Outcome.SUCCESS;
        viewer.rejection = Optional.empty();
        viewer.objects.clear();
        assertEquals(Outcome.SUCCESS, move().outcome());
        assertEquals(5, viewer.objects.size());
    }

    @Test
    void someRefusedObjectsAreAWarningThatNamesThem() throws Exception {
        Set<String> unwanted = new TreeSet<>(List.of(series.get(1).sopInstance(), series.get(3).sopInstance()));
        viewer.answers = (association, request) -> unwanted.contains(request.sopInstance()) ? Outcome.of(Status.OUT_OF_RESOURCES) : Outcome.SUCCESS;
        RetrieveOutcome moved = move();
        assertEquals(Status.COMPLETE_WITH_FAILURES, moved.status());
        assertEquals(new SubOperations(0, 3, 2, 0), moved.counts());
        assertEquals(unwanted, new TreeSet<>(moved.failed()));
        assertAllIsWellAgain();
    }

    @Test
    void aDestinationThatBreaksOffMidObjectGetsTheOthersOnANewAssociation() throws Exception {
        AtomicInteger count = new AtomicInteger();
        viewer.answers = (association, request) -> {
            if (count.incrementAndGet() == 2) {
                association.abort();
            }
            return Outcome.SUCCESS;
        };
        RetrieveOutcome moved = move();
        assertEquals(5, moved.counts().completed() + moved.counts().failed());
        assertTrue(moved.counts().completed() >= 4, () -> moved.toString());
        assertAllIsWellAgain();
    }

    @Test
    void aDestinationThatRefusesAssociationsFailsTheRetrievalAndNamesAll() throws Exception {
        viewer.rejection = Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED);
        RetrieveOutcome moved = move();
        assertEquals(Status.UNABLE_TO_PERFORM, moved.status());
        assertEquals(new SubOperations(0, 0, 5, 0), moved.counts());
        assertEquals(5, moved.failed().size());
        assertTrue(moved.outcome().comment().contains("VIEWER"), moved.outcome().comment());
        assertAllIsWellAgain();
    }

    @Test
    void aDestinationOfImplicitVrOnlyGetsWhatCanBeWrittenSo() throws Exception {
        List<Specimen> kinds = Synthetic.kinds();
        for (Specimen object : kinds) {
            assertEquals(Outcome.SUCCESS, node.scu("CT1").store(object));
        }
        node.awaitForwarded();
        viewer.syntaxes = List.of(Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        RetrieveOutcome moved = node.scu("VIEWER").move("VIEWER", Scu.study(kinds.get(0).study()));
        long uncompressed = kinds.stream().filter(object -> !object.syntax().encapsulated()).count();
        assertEquals(Status.COMPLETE_WITH_FAILURES, moved.status());
        assertEquals(new SubOperations(0, (int) uncompressed, (int) (kinds.size() - uncompressed), 0), moved.counts());
        for (Specimen object : kinds) {
            boolean codestream = object.syntax().encapsulated();
            assertEquals(codestream, moved.failed().contains(object.sopInstance()));
            if (!codestream) {
                Specimen expected = new Specimen(object.dataSet(), TransferSyntax.IMPLICIT_LE);
                assertEquals(List.of(), expected.differencesFrom(viewer.objects.get(object.sopInstance())));
            }
        }
    }

    @Test
    void aCancelStopsTheRetrievalAndTheAssociationLives() throws Exception {
        Scu caller = node.scu("VIEWER");
        byte[] study = DicomWriter.toBytes(Scu.study(series.get(0).study()), TransferSyntax.EXPLICIT_LE);
        try (Association association = caller.openForMove()) {
            MoveScu move = new MoveScu(association, Uids.STUDY_ROOT_MOVE);
            viewer.answers = (incoming, request) -> {
                move.cancel();
                // a slow destination: the cancel is heard before the next object goes out
                pause();
                return Outcome.SUCCESS;
            };
            RetrieveOutcome cancelled = move.move("VIEWER", study, counts -> { });
            assertEquals(Status.CANCEL, cancelled.status());
            assertTrue(cancelled.counts().remaining() > 0, cancelled::toString);
            viewer.answers = (incoming, request) -> Outcome.SUCCESS;
            MoveScu another = new MoveScu(association, Uids.STUDY_ROOT_MOVE);
            assertEquals(Outcome.SUCCESS, another.move("VIEWER", study, counts -> { }).outcome());
        }
        assertAllIsWellAgain();
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAnArchiveAnswersToAQueryOrACountIsPassedOn() throws Exception {
        ServerOptions options = ServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (DimseServer failing = DimseServer.start(options, viewer, new DimseServices().onFind(operation -> Outcome.of(0xA700)));
                RunningNode other = RunningNode.start(folder.resolve("other"),
                        RunningNode.archive("FAILING", failing.address().getPort(), ""),
                        RunningNode.peers(new RunningNode.Destination("VIEWER", viewer.port())))) {
            assertEquals(Status.OUT_OF_RESOURCES, other.scu("VIEWER").move("VIEWER", Scu.study("2.25.1")).status());
            IOException query = assertThrows(IOException.class,
                    () -> other.scu("VIEWER").find(Scu.study("2.25.1").putEmpty(Tag.PATIENT_ID)));
            assertTrue(query.getMessage().contains("A700"), query.getMessage());
        }
    }

    @Test
    void anArchiveThatIsAwayIsAFailureAndNotAnEmptyAnswer() throws Exception {
        archive.close();
        assertTrue(Status.isFailure(move().status()));
        assertThrows(IOException.class, () -> node.scu("VIEWER").find(Scu.study("")));
    }
}
