package org.dicomseal.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.ActionScu;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RequestHandler;
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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Storage commitment of the node, to modalities and by archives, over real sockets (PS3.4 annex J). */
@Timeout(180)
class CommitmentIT {

    private static final String CT = Uids.CT_IMAGE_STORAGE;
    private static final String EXPLICIT = Uids.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    Path folder;

    private CommittingArchive archive;
    private CommittingArchive modality;
    private TestNode test;

    @BeforeEach
    void listen() throws IOException {
        archive = new CommittingArchive("ARCHIVE", 0);
        modality = new CommittingArchive("CT1", Peers.freePort());
    }

    private void startNode(String ofArchive) throws Exception {
        test = TestNode.start(folder, """
                listen: {address: 127.0.0.1, port: %d}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d, %s}
                peers:
                  ct: {ae: CT1, addresses: [127.0.0.1], commitment: {host: 127.0.0.1, port: %d}}
                  viewer: {ae: VIEWER, addresses: [127.0.0.1], services: [query]}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', requireBackup: false}
                retry: {base: 50ms, max: 500ms, attempts: 3}
                """.formatted(Peers.freePort(), archive.port(), ofArchive, modality.port(), folder.resolve("spool"), folder.resolve("node.p12")));
        archive.nodePort = test.port();
    }

    @AfterEach
    void stop() {
        if (test != null) {
            test.close();
        }
        archive.close();
        modality.close();
    }

    @Test
    void aModalityThatStaysIsToldOnItsOwnAssociation() throws Exception {
        startNode("commitment: none");
        send(1, CT);
        test.awaitDrained();
        List<DataSet> heard = new CopyOnWriteArrayList<>();
        try (Association association = associate("CT1")) {
            association.onRequest(RequestHandler.ofEventReports((same, event) -> {
                heard.add(DicomReader.fromBytes(event.information(), TransferSyntax.of(event.transferSyntax())));
                return Outcome.SUCCESS;
            }));
            assertEquals(Outcome.SUCCESS, ask(association, "1.2.30", Map.of(TestImages.instance(1), CT)));
            association.serveRequests(Duration.ofSeconds(60), () -> !heard.isEmpty());
        }
        assertEquals("1.2.30", heard.get(0).string(Tag.TRANSACTION_UID));
        assertEquals(List.of(TestImages.instance(1)), committed(heard.get(0)));
        assertEquals(Map.of(), failed(heard.get(0)));
        test.awaitDrained();
        assertEquals(List.of(), modality.results);
    }

    @Test
    void aModalityThatHasLeftIsToldOnANewAssociation() throws Exception {
        startNode("commitment: none");
        send(1, CT);
        request("1.2.31", Map.of(TestImages.instance(1), CT));
        TestNode.await(() -> modality.results.size() == 1);
        assertEquals(List.of(TestImages.instance(1)), committed(modality.results.get(0)));
        assertEquals("SEAL", modality.results.get(0).string(Tag.RETRIEVE_AE_TITLE));
    }

    @Test
    void aRequestOutlivesARestartAndAModalityThatIsAway() throws Exception {
        startNode("commitment: none");
        send(1, CT);
        int port = modality.port();
        modality.close();
        request("1.2.32", Map.of(TestImages.instance(1), CT));
        TestNode.await(() -> test.node().spool().list(QueueState.RETRYING, null, 10).stream()
                .anyMatch(entry -> entry.failure().cause() == Cause.UNREACHABLE));
        test.restart();
        modality = new CommittingArchive("CT1", port);
        TestNode.await(() -> modality.results.size() == 1);
        assertEquals("1.2.32", modality.results.get(0).string(Tag.TRANSACTION_UID));
        test.awaitDrained();
    }

    @Test
    void nothingIsCommittedThatTheArchiveHasNot() throws Exception {
        startNode("commitment: none");
        archive.storeStatus = Status.OUT_OF_RESOURCES;
        send(1, CT);
        request("1.2.33", Map.of(TestImages.instance(1), CT));
        TestNode.await(() -> archive.stores.size() >= 3);
        assertEquals(List.of(), modality.results);
        archive.storeStatus = 0;
        TestNode.await(() -> modality.results.size() == 1);
        assertEquals(List.of(TestImages.instance(1)), committed(modality.results.get(0)));
    }

    @Test
    void everyFailureHasItsReason() throws Exception {
        startNode("commitment: none");
        send(1, CT);
        send(2, CT);
        test.awaitDrained();
        archive.storeStatus = Status.CANNOT_UNDERSTAND;
        send(3, CT);
        TestNode.await(() -> test.node().spool().counts().get(QueueState.DEAD) == 1);
        request("1.2.34", Map.of(TestImages.instance(1), CT, TestImages.instance(2), Uids.MR_IMAGE_STORAGE,
                TestImages.instance(3), CT, TestImages.instance(4), CT));
        TestNode.await(() -> modality.results.size() == 1);
        assertEquals(List.of(TestImages.instance(1)), committed(modality.results.get(0)));
        assertEquals(Map.of(TestImages.instance(2), Status.CLASS_INSTANCE_CONFLICT, TestImages.instance(3), Status.PROCESSING_FAILURE,
                TestImages.instance(4), Status.NO_SUCH_OBJECT_INSTANCE), failed(modality.results.get(0)));
    }

    @Test
    void whatIsNoRequestForCommitmentIsAnsweredAsTheStandardSays() throws Exception {
        startNode("commitment: none");
        try (Association association = associate("CT1")) {
            ActionScu scu = new ActionScu(association, Uids.STORAGE_COMMITMENT_PUSH);
            byte[] empty = DicomWriter.toBytes(new DataSet().putString(Tag.TRANSACTION_UID, VR.UI, "1.2.35"), TransferSyntax.EXPLICIT_LE);
            assertEquals(Status.NO_SUCH_ACTION_TYPE, scu.act(Uids.STORAGE_COMMITMENT_PUSH_INSTANCE, 2, empty).status());
            assertEquals(Status.NO_SUCH_OBJECT_INSTANCE, scu.act("1.2.3", 1, empty).status());
            assertEquals(Status.INVALID_ARGUMENT, scu.act(Uids.STORAGE_COMMITMENT_PUSH_INSTANCE, 1, empty).status());
            assertEquals(Status.INVALID_ARGUMENT, scu.act(Uids.STORAGE_COMMITMENT_PUSH_INSTANCE, 1, new byte[] {1, 2, 3}).status());
        }
        try (Association association = associate("VIEWER")) {
            assertThrows(NoPresentationContextException.class, () -> new ActionScu(association, Uids.STORAGE_COMMITMENT_PUSH));
        }
    }

    @Test
    void bytesStayUntilTheArchiveCommitsOnTheSameAssociation() throws Exception {
        startNode("commitment: request");
        send(1, CT);
        test.awaitDrained();
        assertEquals(1, archive.requests.size());
        request("1.2.36", Map.of(TestImages.instance(1), CT));
        TestNode.await(() -> modality.results.size() == 1);
        assertEquals(List.of(TestImages.instance(1)), committed(modality.results.get(0)));
    }

    @Test
    void anArchiveThatCommitsLaterOnItsOwnAssociationIsHeardAfterARestartToo() throws Exception {
        startNode("commitment: request");
        archive.telling = CommittingArchive.Telling.LATER;
        send(1, CT);
        TestNode.await(() -> archive.requests.size() == 1);
        assertEquals(1, test.node().spool().counts().get(QueueState.DELIVERED));
        test.restart();
        test.awaitDrained();
        assertEquals(1, archive.requests.size());
        assertEquals(1, archive.stores.size());
    }

    @Test
    void anObjectThatTheArchiveDoesNotCommitToIsForwardedAnewAndThenKeptAsADeadLetter() throws Exception {
        startNode("commitment: request");
        archive.hidden.add(TestImages.instance(1));
        send(1, CT);
        send(2, CT);
        TestNode.await(() -> test.node().spool().counts().get(QueueState.DEAD) == 1);
        QueueEntry dead = test.node().spool().list(QueueState.DEAD, null, 1).get(0);
        assertEquals(Cause.NOT_CONFIRMED, dead.failure().cause());
        assertTrue(dead.failure().message().contains("0x0112"), dead.failure()::message);
        assertEquals(3, archive.stores.stream().filter(store -> store.sopInstance().equals(TestImages.instance(1))).count());
        TestNode.await(() -> test.node().spool().counts().get(QueueState.DELIVERED) == 0);
    }

    @Test
    void anArchiveWithoutCommitmentIsAskedByFindAndBytesStayUntilItNamesTheObject() throws Exception {
        startNode("commitment: find");
        archive.hidden.add(TestImages.instance(1));
        send(1, CT);
        request("1.2.37", Map.of(TestImages.instance(1), CT));
        TestNode.await(() -> test.node().spool().counts().get(QueueState.DELIVERED) == 1);
        Thread.sleep(2500);
        assertEquals(1, test.node().spool().counts().get(QueueState.DELIVERED));
        assertEquals(List.of(), modality.results);
        archive.hidden.clear();
        TestNode.await(() -> modality.results.size() == 1);
        assertEquals(List.of(TestImages.instance(1)), committed(modality.results.get(0)));
        assertEquals(1, archive.stores.size());
        test.awaitDrained();
    }

    @Test
    void whatAnArchiveNeverShowsIsForwardedAnewAfterTheWait() throws Exception {
        startNode("commitment: find, commitmentWait: 2s");
        archive.hidden.add(TestImages.instance(1));
        send(1, CT);
        TestNode.await(() -> archive.stores.size() == 2);
        archive.hidden.clear();
        test.awaitDrained();
    }

    @Test
    void aRejectedResultIsTriedAgain() throws Exception {
        startNode("commitment: none");
        send(1, CT);
        modality.rejection = java.util.Optional.of(AssociateReject.LOCAL_LIMIT_EXCEEDED);
        request("1.2.38", Map.of(TestImages.instance(1), CT));
        TestNode.await(() -> test.node().spool().list(QueueState.RETRYING, null, 10).size() == 1);
        modality.rejection = java.util.Optional.empty();
        TestNode.await(() -> modality.results.size() == 1);
    }

    private void send(int seed, String sopClass) throws IOException {
        byte[] bytes = TestImages.bytes(TestImages.ct(seed, 64), TransferSyntax.EXPLICIT_LE);
        try (Association association = associate("CT1")) {
            assertEquals(Outcome.SUCCESS, new StoreScu(association).store(new StoreRequest(sopClass, TestImages.instance(seed), EXPLICIT),
                    ObjectWriter.of(bytes)));
        }
    }

    private void request(String transaction, Map<String, String> classes) throws IOException {
        try (Association association = associate("CT1")) {
            assertEquals(Outcome.SUCCESS, ask(association, transaction, classes));
        }
    }

    private static Outcome ask(Association association, String transaction, Map<String, String> classes) throws IOException {
        ActionScu scu = new ActionScu(association, Uids.STORAGE_COMMITMENT_PUSH);
        DataSet asked = new DataSet().putString(Tag.TRANSACTION_UID, VR.UI, transaction).putSequence(Tag.REFERENCED_SOP_SEQUENCE,
                classes.entrySet().stream().map(each -> new DataSet().putString(Tag.REFERENCED_SOP_CLASS_UID, VR.UI, each.getValue())
                        .putString(Tag.REFERENCED_SOP_INSTANCE_UID, VR.UI, each.getKey())).toArray(DataSet[]::new));
        return scu.act(Uids.STORAGE_COMMITMENT_PUSH_INSTANCE, 1, DicomWriter.toBytes(asked, TransferSyntax.of(scu.transferSyntax())));
    }

    private static List<String> committed(DataSet result) {
        return result.items(Tag.REFERENCED_SOP_SEQUENCE).stream().map(item -> item.string(Tag.REFERENCED_SOP_INSTANCE_UID)).toList();
    }

    private static Map<String, Integer> failed(DataSet result) throws IOException {
        Map<String, Integer> failed = new TreeMap<>();
        for (DataSet item : result.items(Tag.FAILED_SOP_SEQUENCE)) {
            failed.put(item.string(Tag.REFERENCED_SOP_INSTANCE_UID), item.intValue(Tag.FAILURE_REASON, 0));
        }
        return failed;
    }

    private Association associate(String calling) throws IOException {
        return Association.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), test.port()), new AssociationProposal(calling, "SEAL")
                .context(CT, EXPLICIT).context(Uids.STORAGE_COMMITMENT_PUSH, EXPLICIT), NetworkOptions.DEFAULTS, null);
    }
}
