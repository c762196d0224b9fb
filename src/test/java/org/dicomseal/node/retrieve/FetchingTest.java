package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.SubOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FetchingTest {

    private static final String NATIVE = Uids.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    private Path folder;
    private final Tally tally = new Tally(3);
    private final List<List<String>> asked = new ArrayList<>();

    /** What an archive does when it is asked for a unit. */
    private interface Archive {
        Outcome give(FetchUnit unit, Receiver receiver) throws IOException;
    }

    private FetchPlan.Way way(Archive archive) {
        return sopClasses -> new Fetcher() {
            @Override
            public Outcome fetch(FetchUnit unit, Receiver receiver) throws IOException {
                asked.add(unit.instances().stream().map(Instance::uid).toList());
                return archive.give(unit, receiver);
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
    }

    private static void give(Receiver receiver, int number) throws IOException {
        assertEquals(Outcome.SUCCESS, receiver.take(Objects.request(number, NATIVE), Objects.stream(Objects.dataSet(number))));
    }

    private Fetching run(FetchPlan.Way... ways) {
        Fetching fetching = new Fetching(List.of(ways), Known.NOTHING, true, folder, SpareMemory.of(1 << 20), null, tally);
        fetching.list(Objects.instances(3));
        fetching.run();
        return fetching;
    }

    /** UIDs of what arrived; all is removed from the disk. */
    private static List<String> arrived(Fetching fetching) throws Exception {
        List<String> uids = new ArrayList<>();
        while (true) {
            try (Fetching.Arrival arrival = fetching.arrivals().take()) {
                if (arrival.isLast()) {
                    return uids;
                }
                uids.add(arrival.object().request().sopInstance());
            }
        }
    }

    private void assertFolderIsEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void whatOneWayDoesNotBringIsAskedForInTheNext() throws Exception {
        Fetching fetching = run(way((unit, receiver) -> {
            give(receiver, 1);
            return Outcome.of(Status.COMPLETE_WITH_FAILURES);
        }), way((unit, receiver) -> {
            give(receiver, 0);
            give(receiver, 2);
            return Outcome.SUCCESS;
        }));
        assertEquals(List.of(Objects.uid(1), Objects.uid(0), Objects.uid(2)), arrived(fetching));
        assertEquals(List.of(List.of(Objects.uid(0), Objects.uid(1), Objects.uid(2)), List.of(Objects.uid(0), Objects.uid(2))), asked);
        assertEquals(List.of(), tally.failed());
        assertFolderIsEmpty();
    }

    @Test
    void aWayThatTheArchiveDoesNotOfferIsPassedOver() throws Exception {
        FetchPlan.Way closed = sopClasses -> {
            throw new NoPresentationContextException("ARCHIVE", Uids.STUDY_ROOT_GET, null);
        };
        Fetching fetching = run(closed, way((unit, receiver) -> {
            for (int number = 0; number < 3; number++) {
                give(receiver, number);
            }
            return Outcome.SUCCESS;
        }));
        assertEquals(3, arrived(fetching).size());
        assertTrue(fetching.failure().isEmpty());
    }

    @Test
    void whatNeverComesIsACountedFailureWithTheArchivesOwnWords() throws Exception {
        Outcome words = new Outcome(Status.OUT_OF_RESOURCES, "tape is away");
        Fetching fetching = run(way((unit, receiver) -> words), way((unit, receiver) -> words));
        assertEquals(List.of(), arrived(fetching));
        assertEquals(new SubOperations(0, 0, 3, 0), tally.counts());
        assertTrue(tally.firstReason().orElseThrow().contains("tape is away"));
        assertEquals(words, fetching.failure().orElseThrow());
    }

    @Test
    void whatWasNotAskedForOrComesTwiceIsTakenAndForgotten() throws Exception {
        Fetching fetching = run(way((unit, receiver) -> {
            give(receiver, 0);
            give(receiver, 0);
            give(receiver, 17);
            give(receiver, 1);
            give(receiver, 2);
            return Outcome.SUCCESS;
        }));
        assertEquals(3, arrived(fetching).size());
        assertFolderIsEmpty();
    }

    @Test
    void wholeSeriesAreFetchedBeforeTheirObjectsAreListedAndOnlyWhatIsListedIsWanted() throws Exception {
        Known known = new Known(List.of(FetchUnit.series("", "1.2", "1.2.1")), Set.of(Uids.CT_IMAGE_STORAGE));
        Fetching[] self = new Fetching[1];
        self[0] = new Fetching(List.of(way((unit, receiver) -> {
            assertTrue(unit.whole());
            give(receiver, 0);
            give(receiver, 17);
            self[0].list(Objects.instances(3));
            give(receiver, 18);
            give(receiver, 1);
            return Outcome.of(Status.COMPLETE_WITH_FAILURES);
        }), way((unit, receiver) -> {
            give(receiver, 2);
            return Outcome.SUCCESS;
        })), known, true, folder, SpareMemory.of(1 << 20), null, tally);
        self[0].run();
        List<String> wanted = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        for (Fetching.Arrival arrival = self[0].arrivals().take(); !arrival.isLast(); arrival = self[0].arrivals().take()) {
            (arrival.isWanted() ? wanted : unwanted).add(arrival.object().request().sopInstance());
            arrival.close();
        }
        assertEquals(List.of(Objects.uid(0), Objects.uid(1), Objects.uid(2)), wanted);
        assertEquals(List.of(Objects.uid(17)), unwanted);
        assertEquals(List.of(List.of(""), List.of(Objects.uid(2))), asked);
    }

    /** Gives what it is asked for, of a series of 100, and stops when it is told. Everything that has come is sent on at once. */
    private final class SlowLink implements FetchPlan.Way {

        private final boolean heedsStops;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
        private final Fetching fetching = new Fetching(List.of(this, this), new Known(List.of(FetchUnit.series("", "1.2", "1.2.1")),
                Set.of(Uids.CT_IMAGE_STORAGE)), true, folder, SpareMemory.of(1 << 20), Runnable::run, tally);

        SlowLink(boolean heedsStops) {
            this.heedsStops = heedsStops;
        }

        @Override
        public Fetcher open(Collection<String> sopClasses) {
            return new Fetcher() {
                @Override
                public Outcome fetch(FetchUnit unit, Receiver receiver) throws IOException {
                    asked.add(unit.instances().stream().map(Instance::uid).toList());
                    return give(unit, receiver);
                }

                @Override
                public void cancel() {
                    stopped.set(true);
                }

                @Override
                public void stopUnit() {
                    stopped.set(true);
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
        }

        private Outcome give(FetchUnit unit, Receiver receiver) throws IOException {
            List<Instance> wanted = unit.whole() ? Objects.instances(100) : unit.instances();
            fetching.list(Objects.instances(100));
            stopped.set(false);
            for (Instance instance : wanted) {
                if (heedsStops && stopped.get()) {
                    return Outcome.of(Status.CANCEL);
                }
                FetchingTest.give(receiver, Integer.parseInt(instance.uid().substring("1.2.3.".length())));
                try (Fetching.Arrival arrival = fetching.arrivals().remove()) {
                    delivered.add(arrival.object().request().sopInstance());
                }
            }
            return Outcome.SUCCESS;
        }
    }

    @Test
    void aSeriesThatASlowLinkHoldsUpIsFetchedInPartsEachObjectOnce() throws Exception {
        SlowLink link = new SlowLink(true);
        link.fetching.run();
        assertEquals(Objects.instances(100).stream().map(Instance::uid).toList(), link.delivered);
        assertTrue(asked.size() > 3);
        assertTrue(asked.stream().allMatch(uids -> uids.size() <= 25));
        assertEquals(Optional.empty(), link.fetching.failure());
        assertEquals(List.of(), tally.failed());
    }

    @Test
    void anArchiveThatDoesNotHeedThatItShouldStopGivesTheWholeSeries() throws Exception {
        SlowLink link = new SlowLink(false);
        link.fetching.run();
        assertEquals(100, link.delivered.size());
        assertEquals(List.of(List.of("")), asked);
        assertEquals(List.of(), tally.failed());
    }

    @Test
    void anArchiveThatNeverTellsWhatThereIsEndsItWithNothingFailed() throws Exception {
        Known known = new Known(List.of(FetchUnit.series("", "1.2", "1.2.1")), Set.of(Uids.CT_IMAGE_STORAGE));
        Fetching[] self = new Fetching[1];
        self[0] = new Fetching(List.of(way((unit, receiver) -> {
            give(receiver, 0);
            self[0].giveUp();
            return Outcome.of(Status.CANCEL);
        })), known, true, folder, SpareMemory.of(1 << 20), null, tally);
        self[0].run();
        try (Fetching.Arrival arrival = self[0].arrivals().take()) {
            assertFalse(arrival.isWanted());
        }
        assertTrue(self[0].arrivals().take().isLast());
        assertEquals(List.of(), tally.failed());
    }

    @Test
    void whatThereIsNoMemoryForWaitsOnDisk() throws Exception {
        Fetching fetching = new Fetching(List.of(way((unit, receiver) -> {
            give(receiver, 0);
            give(receiver, 1);
            give(receiver, 2);
            return Outcome.SUCCESS;
        })), Known.NOTHING, true, folder, SpareMemory.of(2 * 4096), null, tally);
        fetching.list(Objects.instances(3));
        fetching.run();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        assertEquals(List.of(Objects.uid(0), Objects.uid(1), Objects.uid(2)), arrived(fetching));
        assertFolderIsEmpty();
    }

    @Test
    void anObjectThatCouldNotBeKeptIsStillAwaited() throws Exception {
        Fetching fetching = run(way((unit, receiver) -> {
            IOException broken = new IOException("the stream breaks off");
            try {
                receiver.take(Objects.request(0, NATIVE), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw broken;
                    }
                });
            } catch (IOException e) {
                assertEquals(broken, e);
            }
            assertTrue(receiver.awaits(Objects.uid(0)));
            return Outcome.of(Status.COMPLETE_WITH_FAILURES);
        }));
        assertEquals(List.of(), arrived(fetching));
        assertEquals(3, tally.counts().failed());
        assertFolderIsEmpty();
    }

    @Test
    void afterACancelNothingIsAskedOrTakenAndNothingCountsAsFailed() throws Exception {
        Fetching[] self = new Fetching[1];
        FetchPlan.Way way = way((unit, receiver) -> {
            give(receiver, 0);
            self[0].cancel();
            assertEquals(Status.OUT_OF_RESOURCES, receiver.take(Objects.request(1, NATIVE), Objects.stream(Objects.dataSet(1))).status());
            return Outcome.of(Status.CANCEL);
        });
        self[0] = new Fetching(List.of(way, way), Known.NOTHING, true, folder, SpareMemory.of(1 << 20), null, tally);
        self[0].list(Objects.instances(3));
        self[0].run();
        assertEquals(1, asked.size());
        assertEquals(List.of(Objects.uid(0)), arrived(self[0]));
        assertEquals(List.of(), tally.failed());
    }
}
