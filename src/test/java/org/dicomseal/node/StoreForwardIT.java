package org.dicomseal.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.AssociationRejectedException;
import org.dicomseal.dimse.EchoScu;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.peers.Peers;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.QueueState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Store and forward without protection, so that every byte can be compared: what the node does with an archive's moods. */
@Timeout(180)
class StoreForwardIT {

    private static final String AS_IT_CAME = "routes: [{protect: []}]\n";

    @TempDir
    Path folder;

    private FakeArchive archive;
    private TestNode test;

    @BeforeEach
    void startArchiveAndNode() throws Exception {
        archive = new FakeArchive(0);
        test = TestNode.start(folder, archive.port(), AS_IT_CAME);
    }

    @AfterEach
    void stop() {
        test.close();
        archive.close();
    }

    @Test
    void anObjectArrivesByteForByteOverAnAssociationThatIsKept() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(Outcome.SUCCESS, send(seed));
        }
        test.awaitDrained();
        for (int seed = 0; seed < 20; seed++) {
            assertArrayEquals(image(seed), archive.objects.get(TestImages.instance(seed)));
        }
        assertTrue(archive.associations.get() <= 2, () -> archive.associations + " associations for 20 objects");
    }

    @Test
    void moreObjectsAreMadeReadyThanTheArchiveHasAssociationsForAndTheyWaitForOne() throws Exception {
        archive.silent = true;
        for (int seed = 0; seed < 6; seed++) {
            assertEquals(Outcome.SUCCESS, send(seed));
        }
        TestNode.await(() -> test.node().spool().counts().get(QueueState.RUNNING) > 2);
        TestNode.await(() -> archive.stores.get() == 2);
        assertEquals(2, archive.associations.get());
        archive.silent = false;
        test.awaitDrained();
        assertEquals(6, archive.objects.size());
        assertEquals(2, archive.associations.get());
    }

    @Test
    void callersThatAreNotConfiguredAreRefused() throws Exception {
        test.close();
        test = TestNode.start(folder.resolve("strict"), archive.port(), AS_IT_CAME);
        AssociationRejectedException called = assertThrows(AssociationRejectedException.class, () -> associate("ANY", "OTHER"));
        assertEquals(AssociateReject.CALLED_AE_NOT_RECOGNIZED, called.rejection());
        assertThrows(AssociationRejectedException.class, () -> associate("ANY", "DICOMSEAL-FETCH"));
    }

    @Test
    void aDataSetThatIsNotWhatTheCommandSaysIsRefusedAndTheAssociationLives() throws Exception {
        try (Association association = associate("CT1", "SEAL")) {
            StoreRequest other = new StoreRequest(Uids.CT_IMAGE_STORAGE, "2.25.99", Uids.EXPLICIT_VR_LITTLE_ENDIAN);
            assertEquals(Status.DATA_SET_DOES_NOT_MATCH, new StoreScu(association).store(other, ObjectWriter.of(image(1))).status());
            assertEquals(Outcome.SUCCESS, new StoreScu(association).store(request(1), ObjectWriter.of(image(1))));
            assertEquals(Outcome.SUCCESS, new EchoScu(association).echo());
        }
        test.awaitDrained();
        assertEquals(List.of(TestImages.instance(1)), List.copyOf(archive.objects.keySet()));
    }

    @Test
    void anObjectThatEndsEarlyIsRefusedAndNothingOfItStays() throws Exception {
        byte[] whole = image(1);
        for (int length : new int[] {0, 1, 7, 100, whole.length / 2, whole.length - 1}) {
            try (Association association = associate("CT1", "SEAL")) {
                Outcome answer = new StoreScu(association).store(request(1), ObjectWriter.of(Arrays.copyOf(whole, length)));
                assertTrue(Status.isFailure(answer.status()), () -> length + " bytes: " + answer);
            }
        }
        assertEquals(0, test.node().spool().bytes());
        assertTrue(archive.objects.isEmpty());
    }

    @Test
    void aSenderThatVanishesLeavesNothing() throws Exception {
        Association association = associate("CT1", "SEAL");
        assertThrows(IOException.class, () -> new StoreScu(association).store(request(1), out -> {
            out.write(image(1), 0, 500_000);
            out.flush();
            throw new IOException("power cut");
        }));
        TestNode.await(() -> test.node().spool().bytes() == 0);
        assertEquals(Outcome.SUCCESS, send(2));
    }

    @Test
    void anObjectThatNoRouteTakesIsRefused() throws Exception {
        test.close();
        test = TestNode.start(folder.resolve("mr"), archive.port(), "routes: [{protect: [], modalities: [MR]}]\n");
        assertEquals(Status.NOT_AUTHORIZED, send(1).status());
    }

    @Test
    void anObjectLargerThanTheLimitIsRefused() throws Exception {
        test.close();
        test = TestNode.start(folder.resolve("small"), archive.port(),
                AS_IT_CAME + "limits: {object: 1k}\n");
        assertEquals(Status.OUT_OF_RESOURCES, send(1).status());
    }

    @Test
    void anObjectWithoutPixelsIsRefusedWhereTheRouteSaysSo() throws Exception {
        test.close();
        test = TestNode.start(folder.resolve("pixels"), archive.port(), "routes: [{protect: [], nonImage: reject}]\n");
        DataSet report = TestImages.ct(1, 16);
        report.remove(Tag.PIXEL_DATA);
        try (Association association = associate("CT1", "SEAL")) {
            ObjectWriter body = ObjectWriter.of(TestImages.bytes(report, TransferSyntax.EXPLICIT_LE));
            assertEquals(Status.DATA_SET_DOES_NOT_MATCH, new StoreScu(association).store(request(1), body).status());
        }
    }

    @Test
    void whatWaitsForAnArchiveThatIsDownArrivesWhenItIsUp() throws Exception {
        int port = archive.port();
        archive.close();
        for (int seed = 0; seed < 10; seed++) {
            assertEquals(Outcome.SUCCESS, send(seed));
        }
        TestNode.await(() -> test.node().spool().counts().get(QueueState.RETRYING) > 0);
        assertEquals(0, test.node().spool().counts().get(QueueState.DEAD));
        archive = new FakeArchive(port);
        test.awaitDrained();
        assertEquals(10, archive.objects.size());
    }

    @Test
    void whatWaitsSurvivesARestartOfTheNode() throws Exception {
        int port = archive.port();
        archive.close();
        for (int seed = 0; seed < 10; seed++) {
            assertEquals(Outcome.SUCCESS, send(seed));
        }
        test.restart();
        archive = new FakeArchive(port);
        test.awaitDrained();
        for (int seed = 0; seed < 10; seed++) {
            assertArrayEquals(image(seed), archive.objects.get(TestImages.instance(seed)));
        }
    }

    @Test
    void anArchiveThatIsBusyIsTriedAgain() throws Exception {
        archive.answers.addAll(List.of(0xA700, 0xA701, 0x0110));
        assertEquals(Outcome.SUCCESS, send(1));
        test.awaitDrained();
        assertArrayEquals(image(1), archive.objects.get(TestImages.instance(1)));
        assertEquals(4, archive.stores.get());
    }

    @Test
    void aWarningIsASuccessAndADuplicateIsThereAlready() throws Exception {
        archive.answers.addAll(List.of(0xB000, 0xB007, 0x0111));
        for (int seed = 0; seed < 3; seed++) {
            assertEquals(Outcome.SUCCESS, send(seed));
            test.awaitDrained();
        }
        assertEquals(3, archive.stores.get());
    }

    @Test
    void aRefusalIsTriedAFewTimesAndThenWaitsForAPersonWhoCanRequeueIt() throws Exception {
        archive.answers.addAll(List.of(0xC000, 0xC001, 0xA900, 0xC000, 0xC000));
        assertEquals(Outcome.SUCCESS, send(1));
        QueueEntry dead = awaitDead();
        assertEquals(Cause.REFUSED, dead.failure().cause());
        assertTrue(dead.failure().message().contains("0xC000"), dead.failure().message());
        assertEquals(TestImages.instance(1), dead.note().label("sopInstance"));
        assertTrue(test.node().spool().requeue(dead.id()));
        test.awaitDrained();
        assertEquals(1, archive.objects.size());
    }

    @Test
    void anArchiveThatAcceptsNoContextIsATerminalFailureByName() throws Exception {
        archive.accepted = List.of();
        assertEquals(Outcome.SUCCESS, send(1));
        QueueEntry dead = awaitDead();
        assertEquals(Cause.NO_CONTEXT, dead.failure().cause());
        assertTrue(dead.failure().message().contains(Uids.CT_IMAGE_STORAGE), dead.failure().message());
        assertEquals(0, archive.stores.get());
    }

    @Test
    void anArchiveThatBreaksOffMidObjectGetsItAgain() throws Exception {
        archive.breaks.set(3);
        assertEquals(Outcome.SUCCESS, send(1));
        test.awaitDrained();
        assertArrayEquals(image(1), archive.objects.get(TestImages.instance(1)));
    }

    @Test
    void anArchiveThatRejectsAssociationsIsTriedUntilItDoesNot() throws Exception {
        archive.rejection = Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED);
        assertEquals(Outcome.SUCCESS, send(1));
        TestNode.await(() -> test.node().spool().list(QueueState.RETRYING, null, 1).stream()
                .anyMatch(entry -> entry.failure().cause() == Cause.REJECTED));
        archive.rejection = Optional.empty();
        test.awaitDrained();
        assertEquals(1, archive.objects.size());
    }

    @Test
    void anArchiveThatNeverAnswersDoesNotHoldAnObjectForEver() throws Exception {
        test.close();
        test = TestNode.start(folder.resolve("silent"), archive.port(), AS_IT_CAME + "timeouts: {response: 1s}\n");
        archive.silent = true;
        assertEquals(Outcome.SUCCESS, send(1));
        TestNode.await(() -> test.node().spool().list(QueueState.RETRYING, null, 1).stream()
                .anyMatch(entry -> entry.failure().cause() == Cause.ABORTED));
        archive.silent = false;
        test.awaitDrained();
        assertArrayEquals(image(1), archive.objects.get(TestImages.instance(1)));
    }

    @Test
    void anArchiveThatIsSlowHoldsUpNoSender() throws Exception {
        archive.silent = true;
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(Outcome.SUCCESS, send(seed));
        }
        assertEquals(0, archive.objects.size());
        assertEquals(20, test.node().spool().counts().values().stream().mapToLong(Long::longValue).sum());
        archive.silent = false;
        test.awaitDrained();
        assertEquals(20, archive.objects.size());
    }

    @Test
    void theSameObjectTwiceIsTwoObjectsInTheSpoolAndNoLoss() throws Exception {
        assertEquals(Outcome.SUCCESS, send(1));
        assertEquals(Outcome.SUCCESS, send(1));
        test.awaitDrained();
        assertArrayEquals(image(1), archive.objects.get(TestImages.instance(1)));
        assertEquals(2, archive.stores.get());
    }

    @Test
    void aHundredAssociationsAtOnceStoreWithoutAnError() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(100);
        List<Future<List<Outcome>>> results = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int first = i * 5;
            results.add(senders.submit(() -> {
                List<Outcome> answers = new ArrayList<>();
                try (Association association = associate("CT" + first, "SEAL")) {
                    for (int seed = first; seed < first + 5; seed++) {
                        answers.add(new StoreScu(association).store(request(seed), ObjectWriter.of(smallImage(seed))));
                    }
                }
                return answers;
            }));
        }
        for (Future<List<Outcome>> result : results) {
            result.get().forEach(answer -> assertEquals(Outcome.SUCCESS, answer));
        }
        senders.shutdown();
        test.awaitDrained();
        assertEquals(500, archive.objects.size());
        for (int seed = 0; seed < 500; seed++) {
            assertArrayEquals(smallImage(seed), archive.objects.get(TestImages.instance(seed)));
        }
    }

    @Test
    void everyNativeSyntaxArrivesAsItCame() throws Exception {
        archive.accepted = List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN, Uids.IMPLICIT_VR_LITTLE_ENDIAN, Uids.EXPLICIT_VR_BIG_ENDIAN,
                Uids.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        int seed = 0;
        for (String uid : archive.accepted) {
            byte[] bytes = TestImages.bytes(TestImages.ct(++seed, 64), TransferSyntax.of(uid));
            try (Association association = associate("CT1", "SEAL", uid)) {
                StoreRequest request = new StoreRequest(Uids.CT_IMAGE_STORAGE, TestImages.instance(seed), uid);
                assertEquals(Outcome.SUCCESS, new StoreScu(association).store(request, ObjectWriter.of(bytes)), uid);
            }
            test.awaitDrained();
            assertArrayEquals(bytes, archive.objects.get(TestImages.instance(seed)), uid);
            assertEquals(uid, archive.syntaxes.get(TestImages.instance(seed)));
        }
    }

    @Test
    void aPrivateStorageClassIsTakenAndForwarded() throws Exception {
        String sopClass = "1.2.276.0.7230010.3.1.0.1";
        DataSet image = TestImages.ct(1, 16);
        image.putString(Tag.SOP_CLASS_UID, VR.UI, sopClass);
        byte[] bytes = TestImages.bytes(image, TransferSyntax.EXPLICIT_LE);
        AssociationProposal proposal = new AssociationProposal("CT1", "SEAL").context(sopClass, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        try (Association association = open(proposal)) {
            StoreRequest request = new StoreRequest(sopClass, TestImages.instance(1), Uids.EXPLICIT_VR_LITTLE_ENDIAN);
            assertEquals(Outcome.SUCCESS, new StoreScu(association).store(request, ObjectWriter.of(bytes)));
        }
        test.awaitDrained();
        assertArrayEquals(bytes, archive.objects.get(TestImages.instance(1)));
    }

    @Test
    void storescuAndDcmsendOfDcmtkStore() throws Exception {
        List<Path> files = TestImages.files(folder.resolve("in"), 0, 5, 128);
        Peers.Run storescu = Peers.run("storescu", "-aet", "CT1", "-aec", "SEAL", "127.0.0.1", test.port(), files.get(0), files.get(1));
        assertEquals(0, storescu.status(), storescu::output);
        Peers.Run dcmsend = Peers.run("dcmsend", "-aet", "CT1", "-aec", "SEAL", "127.0.0.1", test.port(), files.get(2), files.get(3), files.get(4));
        assertEquals(0, dcmsend.status(), dcmsend::output);
        test.awaitDrained();
        for (int seed = 0; seed < 5; seed++) {
            assertArrayEquals(TestImages.bytes(TestImages.ct(seed, 128), TransferSyntax.EXPLICIT_LE), archive.objects.get(TestImages.instance(seed)));
        }
    }

    private QueueEntry awaitDead() {
        TestNode.await(() -> test.node().spool().counts().get(QueueState.DEAD) == 1);
        return test.node().spool().list(QueueState.DEAD, null, 1).get(0);
    }

    private Outcome send(int seed) throws IOException {
        try (Association association = associate("CT1", "SEAL")) {
            return new StoreScu(association).store(request(seed), ObjectWriter.of(image(seed)));
        }
    }

    private static StoreRequest request(int seed) {
        return new StoreRequest(Uids.CT_IMAGE_STORAGE, TestImages.instance(seed), Uids.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private static byte[] image(int seed) throws IOException {
        return TestImages.bytes(TestImages.ct(seed, 512), TransferSyntax.EXPLICIT_LE);
    }

    private static byte[] smallImage(int seed) throws IOException {
        return TestImages.bytes(TestImages.ct(seed, 64), TransferSyntax.EXPLICIT_LE);
    }

    private Association associate(String calling, String called) throws IOException {
        return associate(calling, called, Uids.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private Association associate(String calling, String called, String syntax) throws IOException {
        return open(new AssociationProposal(calling, called).context(Uids.CT_IMAGE_STORAGE, syntax)
                .context(Uids.VERIFICATION, Uids.IMPLICIT_VR_LITTLE_ENDIAN));
    }

    private Association open(AssociationProposal proposal) throws IOException {
        return Association.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), test.port()), proposal, NetworkOptions.DEFAULTS, null);
    }
}
