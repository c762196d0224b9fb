package org.dicomseal.node.retrieve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.AssociationAbortedException;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.SubOperations;
import org.dicomseal.node.WorkBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SendingTest {

    @TempDir
    private Path folder;
    private final Tally tally = new Tally(3);
    private final List<String> sent = new ArrayList<>();
    private final WorkBudget budget = new WorkBudget(1 << 20);
    private boolean toldLost;

    /** A destination that does as its fields say. */
    private class FakeDestination implements Destination {
        int aborts;
        boolean stale;
        boolean lost;
        boolean closed;
        boolean expected;
        Optional<String> likely = Optional.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        int lostAfter = Integer.MAX_VALUE;
        Outcome answer = Outcome.SUCCESS;

        @Override
        public void expect() {
            expected = true;
        }

        @Override
        public Optional<String> likelySyntax(String sopClass, List<String> syntaxes) {
            return likely;
        }

        @Override
        public String syntaxFor(String sopClass, List<String> syntaxes) throws UndeliverableException {
            lost = sent.size() >= lostAfter;
            if (lost) {
                throw new UndeliverableException("can't be reached");
            }
            return syntaxes.get(0);
        }

        @Override
        public Outcome send(String sopClass, String sopInstance, String syntax, ObjectWriter object) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            object.writeTo(bytes);
            assertEquals(sopInstance, bytes.toString(StandardCharsets.US_ASCII));
            if (aborts-- > 0) {
                throw new AssociationAbortedException("gone");
            }
            sent.add(sopInstance);
            return answer;
        }

        @Override
        public boolean mayTryAgain() {
            return stale;
        }

        @Override
        public boolean isLost() {
            return lost;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Written once, as a sealed object is. */
    private static final class Plain implements Deliverable {

        private final String sopInstance;
        private final long workBytes;
        private final IOException failure;
        private boolean written;

        Plain(String sopInstance, long workBytes, IOException failure) {
            this.sopInstance = sopInstance;
            this.workBytes = workBytes;
            this.failure = failure;
        }

        @Override
        public String sopInstance() {
            return sopInstance;
        }

        @Override
        public long workBytes() {
            return workBytes;
        }

        @Override
        public long length(String transferSyntax) {
            return sopInstance.length();
        }

        @Override
        public String sopClass() {
            return Uids.CT_IMAGE_STORAGE;
        }

        @Override
        public List<String> syntaxes() {
            return List.of(Uids.EXPLICIT_VR_LITTLE_ENDIAN);
        }

        @Override
        public void writeTo(OutputStream out, String transferSyntax) throws IOException {
            assertFalse(written);
            written = true;
            if (failure != null) {
                throw failure;
            }
            out.write(sopInstance.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private void run(FakeDestination destination, ObjectOpener opener) throws IOException {
        FetchPlan.Way way = sopClasses -> new Fetcher() {
            @Override
            public Outcome fetch(FetchUnit unit, Receiver receiver) throws IOException {
                for (int number = 0; number < 3; number++) {
                    receiver.take(Objects.request(number, Uids.EXPLICIT_VR_LITTLE_ENDIAN), Objects.stream(Objects.dataSet(number)));
                }
                return Outcome.SUCCESS;
            }

            @Override
            public void cancel() {
                // nothing runs on
            }

            @Override
            public void stopUnit() {
                // nothing runs on
            }

            @Override
            public void abort() {
                // nothing runs on
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
        Fetching fetching = new Fetching(List.of(way), Known.NOTHING, true, folder, SpareMemory.of(1 << 20), null, tally);
        fetching.list(Objects.instances(3));
        fetching.run();
        new Sending(fetching.arrivals(), opener, destination, budget, SpareMemory.of(1 << 30), Runnable::run, tally, (bytes, nanos) -> { }, () -> toldLost = true).run();
        assertTrue(destination.expected);
        assertTrue(destination.closed);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private static ObjectOpener plain() {
        return object -> new Plain(object.request().sopInstance(), 0, null);
    }

    @Test
    void allIsSentInOrder() throws IOException {
        run(new FakeDestination(), plain());
        assertEquals(List.of(Objects.uid(0), Objects.uid(1), Objects.uid(2)), sent);
        assertEquals(new SubOperations(0, 3, 0, 0), tally.counts());
    }

    @Test
    void anObjectThatIsNotGivenOutFailsAloneWithItsReason() throws IOException {
        run(new FakeDestination(), object -> {
            if (object.request().sopInstance().equals(Objects.uid(1))) {
                throw new UndeliverableException("its key can't be had");
            }
            return plain().open(object);
        });
        assertEquals(List.of(Objects.uid(0), Objects.uid(2)), sent);
        assertEquals(List.of(Objects.uid(1)), tally.failed());
        assertEquals("its key can't be had", tally.firstReason().orElseThrow());
    }

    @Test
    void anUnexpectedFailureCountsAndTellsNothingToThePeer() throws IOException {
        run(new FakeDestination(), object -> new Plain(object.request().sopInstance(), 0,
                object.request().sopInstance().equals(Objects.uid(0)) ? new IOException("/secret/path") : null));
        assertEquals(new SubOperations(0, 2, 1, 0), tally.counts());
        assertEquals("unsealing or sending failed", tally.firstReason().orElseThrow());
    }

    @Test
    void anAssociationThatStoodTooLongCostsNoObject() throws IOException {
        FakeDestination destination = new FakeDestination();
        destination.aborts = 1;
        destination.stale = true;
        run(destination, plain());
        assertEquals(new SubOperations(0, 3, 0, 0), tally.counts());
    }

    @Test
    void anAssociationThatBreaksDuringAnObjectCostsThatOne() throws IOException {
        FakeDestination destination = new FakeDestination();
        destination.aborts = 1;
        run(destination, plain());
        assertEquals(List.of(Objects.uid(0)), tally.failed());
        assertEquals(new SubOperations(0, 2, 1, 0), tally.counts());
    }

    @Test
    void aDestinationThatGetsLostIsToldAndNotTriedAgain() throws IOException {
        FakeDestination destination = new FakeDestination();
        destination.lostAfter = 1;
        run(destination, plain());
        assertEquals(List.of(Objects.uid(0)), sent);
        assertEquals(List.of(Objects.uid(1)), tally.failed());
        assertTrue(toldLost);
    }

    @Test
    void whatWasUnsealedForASyntaxThatIsNotWantedAfterAllIsUnsealedAgain() throws IOException {
        FakeDestination destination = new FakeDestination();
        destination.likely = Optional.of(Uids.IMPLICIT_VR_LITTLE_ENDIAN);
        run(destination, plain());
        assertEquals(new SubOperations(0, 3, 0, 0), tally.counts());
    }

    @Test
    void whatNoSyntaxIsKnownForIsUnsealedInItsTurn() throws IOException {
        FakeDestination destination = new FakeDestination();
        destination.likely = Optional.empty();
        destination.aborts = 1;
        destination.stale = true;
        run(destination, plain());
        assertEquals(new SubOperations(0, 3, 0, 0), tally.counts());
    }

    @Test
    void answersAreCountedAsWhatTheyAre() throws IOException {
        FakeDestination destination = new FakeDestination();
        destination.answer = Outcome.of(Status.COERCED);
        run(destination, plain());
        assertEquals(new SubOperations(0, 0, 0, 3), tally.counts());
    }

    @Test
    void theBudgetIsGivenBackAfterLargeWork() throws IOException {
        long before = budget.free();
        run(new FakeDestination(), object -> new Plain(object.request().sopInstance(), 1 << 30, null));
        assertEquals(new SubOperations(0, 3, 0, 0), tally.counts());
        assertEquals(before, budget.free());
    }
}
