package org.dicomseal.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Our user against our provider, over loopback sockets. */
@Timeout(60)
class AssociationIT {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final Memory memory = new Memory();
    private final DimseServices services = new DimseServices().onStore(memory);
    private DimseServer server;

    @BeforeEach
    void start() throws IOException {
        server = DimseServer.start(ServerOptions.at(Memory.loopback()), memory, services);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(ServerOptions options) throws IOException {
        server.close();
        server = DimseServer.start(options, memory, services);
    }

    private Association open(AssociationProposal proposal) throws IOException {
        return open(proposal, NetworkOptions.DEFAULTS);
    }

    private Association open(AssociationProposal proposal, NetworkOptions options) throws IOException {
        return Association.open(server.address(), proposal, options, null);
    }

    private static StoreRequest ct(String uid) {
        return new StoreRequest(Memory.CT, uid, Memory.EXPLICIT);
    }

    @Test
    void echoIsAnswered() throws IOException {
        try (Association association = open(Memory.proposal())) {
            assertEquals(Outcome.SUCCESS, new EchoScu(association).echo());
        }
        assertEquals("SCU", memory.lastCaller.callingAe());
        assertEquals("SCP", memory.lastCaller.calledAe());
        assertTrue(memory.lastCaller.address().getAddress().isLoopbackAddress());
    }

    @ParameterizedTest
    @CsvSource({"131072,131072", "128,131072", "131072,128", "16384,16384", "1048576,1048576"})
    void objectsOfAnySizeArriveByteForByte(int serverPdu, int clientPdu) throws IOException {
        restart(ServerOptions.at(Memory.loopback()).withNetwork(NetworkOptions.DEFAULTS.withMaxPdu(serverPdu, serverPdu)));
        NetworkOptions options = NetworkOptions.DEFAULTS.withMaxPdu(clientPdu, clientPdu);
        int fragment = Math.min(serverPdu, clientPdu) - 6;
        try (Association association = open(Memory.proposal(), options)) {
            StoreScu scu = new StoreScu(association);
            for (int size : new int[] {0, 2, fragment - 2, fragment, fragment + 2, 3 * fragment, 3 * fragment + 2, 300_000}) {
                byte[] object = Memory.bytes(size, size);
                assertEquals(Outcome.SUCCESS, scu.store(ct("1." + size), ObjectWriter.of(object)));
                assertArrayEquals(object, memory.objects.get("1." + size));
            }
        }
    }

    @Test
    void theMoveOriginatorGoesWithTheSubOperation() throws IOException {
        StoreRequest request = new StoreRequest(Memory.CT, "1.1", Memory.EXPLICIT, 2, "VIEWER", 77);
        try (Association association = open(Memory.proposal())) {
            new StoreScu(association).store(request, ObjectWriter.of(new byte[10]));
        }
        assertEquals(request, memory.requests.get("1.1"));
    }

    @Test
    void whatWasNotNegotiatedIsNamedAndLeavesTheAssociationAlone() throws IOException {
        try (Association association = open(Memory.proposal())) {
            StoreRequest jpeg = new StoreRequest(Memory.CT, "1.1", "1.2.840.10008.1.2.4.50");
            NoPresentationContextException e = assertThrows(NoPresentationContextException.class,
                    () -> new StoreScu(association).store(jpeg, ObjectWriter.of(new byte[0])));
            assertTrue(e.getMessage().contains(Memory.CT) && e.getMessage().contains("1.2.840.10008.1.2.4.50"));
            assertEquals(Outcome.SUCCESS, new EchoScu(association).echo());
        }
    }

    @Test
    void aWriterThatFailsBeforeAnythingWasSentCostsThatObjectAlone() throws IOException {
        try (Association association = open(Memory.proposal())) {
            StoreScu scu = new StoreScu(association);
            assertThrows(IOException.class, () -> scu.store(ct("1.1"), out -> {
                out.write(new byte[100]);
                throw new IOException("not readable");
            }));
            assertTrue(association.isOpen());
            assertEquals(Outcome.SUCCESS, scu.store(ct("1.2"), ObjectWriter.of(new byte[100])));
        }
        assertNull(memory.objects.get("1.1"));
    }

    @Test
    void aWriterThatFailsLaterAbortsSoThatNoPartIsTakenForTheWhole() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        services.onStore((association, request, in) -> {
            try {
                in.readAllBytes();
            } catch (AssociationAbortedException e) {
                failed.countDown();
                throw e;
            }
            return Outcome.SUCCESS;
        });
        Association association = open(Memory.proposal());
        assertThrows(IllegalStateException.class, () -> new StoreScu(association).store(ct("1.1"), out -> {
            out.write(new byte[1_000_000]);
            throw new IllegalStateException("tampered");
        }));
        assertFalse(association.isOpen());
        assertTrue(failed.await(10, TimeUnit.SECONDS));
        assertThrows(AssociationAbortedException.class, () -> new EchoScu(association).echo());
    }

    @Test
    void aHandlersRefusalIsAnsweredAndTheAssociationGoesOn() throws IOException {
        services.onStore((association, request, in) -> {
            if (request.sopInstance().equals("1.1")) {
                throw new ServiceException(Status.OUT_OF_RESOURCES, "disk full");
            }
            if (request.sopInstance().equals("1.2")) {
                throw new IOException("/secret/path");
            }
            return Outcome.SUCCESS;
        });
        try (Association association = open(Memory.proposal())) {
            StoreScu scu = new StoreScu(association);
            byte[] object = Memory.bytes(500_000, 1);
            assertEquals(new Outcome(Status.OUT_OF_RESOURCES, "disk full"), scu.store(ct("1.1"), ObjectWriter.of(object)));
            assertEquals(new Outcome(Status.PROCESSING_FAILURE, ""), scu.store(ct("1.2"), ObjectWriter.of(object)));
            assertEquals(Outcome.SUCCESS, scu.store(ct("1.3"), ObjectWriter.of(object)));
        }
    }

    @Test
    void aRejectionNamesResultSourceAndReason() {
        memory.rejection = Optional.of(AssociateReject.CALLING_AE_NOT_RECOGNIZED);
        AssociationRejectedException e = assertThrows(AssociationRejectedException.class, () -> open(Memory.proposal()));
        assertEquals(AssociateReject.CALLING_AE_NOT_RECOGNIZED, e.rejection());
        assertEquals("association with SCP rejected permanently by its service user: calling AE title not recognized", e.getMessage());
    }

    @Test
    void associationsAboveTheLimitAreRejectedForNow() throws IOException {
        restart(ServerOptions.at(Memory.loopback()).withMaxAssociations(2, 2));
        try (Association first = open(Memory.proposal()); Association second = open(Memory.proposal())) {
            AssociationRejectedException e = assertThrows(AssociationRejectedException.class, () -> open(Memory.proposal()));
            assertTrue(e.isTransient());
            assertTrue(first.isOpen() && second.isOpen());
        }
    }

    @Test
    void servicesWithoutAHandlerAreRefusedByStatus() throws IOException {
        try (Association association = open(new AssociationProposal("SCU", "SCP").context(Memory.STUDY_FIND, Memory.IMPLICIT))) {
            Outcome outcome = new FindScu(association, Memory.STUDY_FIND).find(new byte[8], (status, match) -> true);
            assertEquals(Status.UNRECOGNIZED_OPERATION, outcome.status());
        }
    }

    @Test
    void matchesComeOneByOneUntilTheCallerHasEnough() throws IOException {
        services.onFind(operation -> {
            for (int i = 0; i < 100_000 && !operation.isCancelled(); i++) {
                operation.match(new byte[] {(byte) i, 0});
            }
            return Outcome.of(operation.isCancelled() ? Status.CANCEL : Status.SUCCESS);
        });
        try (Association association = open(new AssociationProposal("SCU", "SCP").context(Memory.STUDY_FIND, Memory.IMPLICIT))) {
            List<Byte> seen = new ArrayList<>();
            Outcome outcome = new FindScu(association, Memory.STUDY_FIND).find(new byte[8], (status, match) -> {
                seen.add(match[0]);
                return seen.size() < 3;
            });
            assertEquals(Status.CANCEL, outcome.status());
            assertEquals(List.of((byte) 0, (byte) 1, (byte) 2), seen);
        }
    }

    @Test
    void aCancelBeforeTheRequestIsOutIsNotLost() throws IOException {
        services.onFind(operation -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            operation.onCancel(cancelled::countDown);
            await(cancelled);
            return Outcome.of(Status.CANCEL);
        });
        try (Association association = open(new AssociationProposal("SCU", "SCP").context(Memory.STUDY_FIND, Memory.IMPLICIT))) {
            FindScu scu = new FindScu(association, Memory.STUDY_FIND);
            scu.cancel();
            assertEquals(Status.CANCEL, scu.find(new byte[8], (status, match) -> true).status());
        }
    }

    @Test
    void aMoveReportsProgressAndWhatFailed() throws IOException {
        services.onMove(operation -> {
            assertEquals("STATION", operation.destination());
            operation.pending(new SubOperations(2, 1, 0, 0));
            operation.pending(new SubOperations(1, 1, 1, 0));
            return new RetrieveOutcome(Outcome.of(Status.COMPLETE_WITH_FAILURES), new SubOperations(0, 2, 1, 0), List.of("1.2.3"));
        });
        try (Association association = open(new AssociationProposal("SCU", "SCP").context(Memory.STUDY_MOVE, Memory.EXPLICIT))) {
            List<SubOperations> progress = new ArrayList<>();
            RetrieveOutcome outcome = new MoveScu(association, Memory.STUDY_MOVE).move("STATION", new byte[8], progress::add);
            assertEquals(List.of(new SubOperations(2, 1, 0, 0), new SubOperations(1, 1, 1, 0)), progress);
            assertEquals(Status.COMPLETE_WITH_FAILURES, outcome.status());
            assertEquals(new SubOperations(0, 2, 1, 0), outcome.counts());
            assertEquals(List.of("1.2.3"), outcome.failed());
        }
    }

    @Test
    void aCancelReachesAMoveThatIsAtWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        services.onMove(operation -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            operation.onCancel(cancelled::countDown);
            operation.pending(new SubOperations(5, 0, 0, 0));
            begun.countDown();
            await(cancelled);
            return new RetrieveOutcome(Outcome.of(Status.CANCEL), new SubOperations(5, 0, 0, 0), List.of());
        });
        try (Association association = open(new AssociationProposal("SCU", "SCP").context(Memory.STUDY_MOVE, Memory.EXPLICIT))) {
            MoveScu scu = new MoveScu(association, Memory.STUDY_MOVE);
            AtomicReference<RetrieveOutcome> outcome = new AtomicReference<>();
            Thread mover = new Thread(() -> {
                try {
                    outcome.set(scu.move("STATION", new byte[8], counts -> { }));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            mover.start();
            await(begun);
            scu.cancel();
            mover.join();
            assertEquals(Status.CANCEL, outcome.get().status());
            assertEquals(5, outcome.get().counts().remaining());
        }
    }

    @Test
    void aVanishedPeerCancelsWhatRunsForIt() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        services.onMove(operation -> {
            operation.onCancel(cancelled::countDown);
            begun.countDown();
            await(cancelled);
            throw new ServiceException(Status.CANCEL, "gone");
        });
        Association association = open(new AssociationProposal("SCU", "SCP").context(Memory.STUDY_MOVE, Memory.EXPLICIT));
        association.send(association.contextFor(Memory.STUDY_MOVE),
                Command.request(CommandField.C_MOVE_RQ, Memory.STUDY_MOVE, 1), ObjectWriter.of(new byte[8]));
        await(begun);
        association.abort();
        await(cancelled);
    }

    @Test
    void getSendsObjectsOnTheSameAssociation() throws IOException {
        services.onGet(operation -> {
            int done = 0;
            for (String uid : List.of("1.1", "1.2", "1.3")) {
                Outcome outcome = operation.store(ct(uid), ObjectWriter.of(Memory.bytes(200_000, uid.hashCode())));
                done += outcome.isDone() ? 1 : 0;
                operation.pending(new SubOperations(3 - done, done, 0, 0));
            }
            return new RetrieveOutcome(Outcome.SUCCESS, new SubOperations(0, done, 0, 0), List.of());
        });
        AssociationProposal proposal = new AssociationProposal("SCU", "SCP").context(Memory.STUDY_GET, Memory.EXPLICIT)
                .context(Memory.CT, Memory.EXPLICIT).role(Memory.CT, false, true);
        Memory received = new Memory();
        try (Association association = open(proposal)) {
            List<SubOperations> progress = new ArrayList<>();
            RetrieveOutcome outcome = new GetScu(association, Memory.STUDY_GET).get(new byte[8], received, progress::add);
            assertEquals(Status.SUCCESS, outcome.status());
            assertEquals(3, progress.size());
        }
        assertEquals(3, received.objects.size());
        assertArrayEquals(Memory.bytes(200_000, "1.2".hashCode()), received.objects.get("1.2"));
    }

    @Test
    void aPeerThatCancelsAGetAndVanishesEndsItAtOnce() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        services.onGet(operation -> {
            try {
                operation.store(ct("1.1"), ObjectWriter.of(new byte[8]));
                throw new IllegalStateException("there was no answer");
            } catch (AssociationAbortedException e) {
                ended.countDown();
                throw e;
            }
        });
        AssociationProposal proposal = new AssociationProposal("SCU", "SCP").context(Memory.STUDY_GET, Memory.EXPLICIT)
                .context(Memory.CT, Memory.EXPLICIT).role(Memory.CT, false, true);
        Association association = open(proposal);
        GetScu scu = new GetScu(association, Memory.STUDY_GET);
        assertThrows(IOException.class, () -> scu.get(new byte[8], (archive, request, in) -> {
            scu.cancel();
            association.abort();
            return Outcome.SUCCESS;
        }, counts -> { }));
        await(ended);
    }

    @Test
    void withoutTheRoleNoObjectIsSentByGet() throws IOException {
        services.onGet(operation -> {
            assertThrows(NoPresentationContextException.class, () -> operation.store(ct("1.1"), ObjectWriter.of(new byte[8])));
            return new RetrieveOutcome(Outcome.of(Status.UNABLE_TO_PERFORM), new SubOperations(0, 0, 1, 0), List.of("1.1"));
        });
        AssociationProposal proposal = new AssociationProposal("SCU", "SCP").context(Memory.STUDY_GET, Memory.EXPLICIT)
                .context(Memory.CT, Memory.EXPLICIT);
        try (Association association = open(proposal)) {
            RetrieveOutcome outcome = new GetScu(association, Memory.STUDY_GET).get(new byte[8], new Memory(), counts -> { });
            assertEquals(Status.UNABLE_TO_PERFORM, outcome.status());
        }
    }

    @Test
    void aLongOperationIsNotCutOffByTheIdleLimitAndTheIdleLimitHoldsAfterIt() throws Exception {
        restart(ServerOptions.at(Memory.loopback()).withNetwork(NetworkOptions.DEFAULTS.withIdle(SHORT)));
        services.onFind(operation -> {
            sleep(SHORT.multipliedBy(4));
            return Outcome.SUCCESS;
        });
        try (Association association = open(new AssociationProposal("SCU", "SCP").context(Memory.STUDY_FIND, Memory.IMPLICIT))) {
            assertEquals(Outcome.SUCCESS, new FindScu(association, Memory.STUDY_FIND).find(new byte[8], (status, match) -> true));
            AssociationAbortedException e = assertThrows(AssociationAbortedException.class,
                    () -> association.receive(Duration.ofSeconds(30)));
            assertTrue(e.getMessage().contains("aborted by the peer"), e.getMessage());
        }
    }

    @Test
    void anAnswerThatDoesntComeIsATimeout() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        services.onStore((association, request, in) -> {
            await(done);
            return Outcome.SUCCESS;
        });
        NetworkOptions options = NetworkOptions.DEFAULTS.withResponse(SHORT);
        try (Association association = open(Memory.proposal(), options)) {
            assertThrows(DimseTimeoutException.class, () -> new StoreScu(association).store(ct("1.1"), ObjectWriter.of(new byte[8])));
            assertFalse(association.isOpen());
        } finally {
            done.countDown();
        }
    }

    @Test
    void aPeerThatTakesNoBytesIsATimeout() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        services.onStore((association, request, in) -> {
            await(done);
            return Outcome.SUCCESS;
        });
        NetworkOptions options = NetworkOptions.DEFAULTS.withWrite(SHORT);
        try (Association association = open(Memory.proposal(), options)) {
            StoreScu scu = new StoreScu(association);
            assertThrows(DimseTimeoutException.class, () -> scu.store(ct("1.1"), out -> {
                for (int i = 0; i < 1000; i++) {
                    out.write(new byte[1_000_000]);
                }
            }));
            assertFalse(association.isOpen());
        } finally {
            done.countDown();
        }
    }

    @Test
    void aPeerThatDoesntAnswerTheRequestIsATimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NetworkOptions options = NetworkOptions.DEFAULTS.withAcse(SHORT);
            assertThrows(DimseTimeoutException.class, () -> Association.open(
                    (InetSocketAddress) silent.getLocalSocketAddress(), Memory.proposal(), options, null));
        }
    }

    @Test
    void aStopLetsARunningStoreEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        services.onStore((association, request, in) -> {
            begun.countDown();
            sleep(SHORT);
            return memory.store(association, request, in);
        });
        Association association = open(Memory.proposal());
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        Thread sender = new Thread(() -> {
            try {
                outcome.set(new StoreScu(association).store(ct("1.1"), ObjectWriter.of(new byte[8])));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        sender.start();
        await(begun);
        server.close();
        sender.join();
        assertEquals(Outcome.SUCCESS, outcome.get());
        assertThrows(IOException.class, () -> open(Memory.proposal()));
    }

    @Test
    void aHundredAssociationsAtOnceStoreWithoutAnError() throws Exception {
        List<Thread> senders = new ArrayList<>();
        List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            String uid = "9." + i;
            Thread sender = new Thread(() -> {
                try (Association association = open(Memory.proposal())) {
                    all.countDown();
                    await(all);
                    assertEquals(Outcome.SUCCESS, new StoreScu(association).store(ct(uid), ObjectWriter.of(Memory.bytes(100_000, 3))));
                } catch (IOException | RuntimeException | Error e) {
                    errors.add(e);
                }
            });
            sender.start();
            senders.add(sender);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        assertEquals(List.of(), errors);
        assertEquals(100, memory.objects.size());
    }

    @Test
    void whatTheHandlerLeavesUnreadIsSkipped() throws IOException {
        services.onStore((association, request, in) -> {
            readOne(in);
            return Outcome.SUCCESS;
        });
        try (Association association = open(Memory.proposal())) {
            StoreScu scu = new StoreScu(association);
            for (int i = 0; i < 3; i++) {
                assertEquals(Outcome.SUCCESS, scu.store(ct("1." + i), ObjectWriter.of(Memory.bytes(400_000, i))));
            }
        }
    }

    private static void readOne(InputStream in) throws IOException {
        assertTrue(in.read() >= 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
