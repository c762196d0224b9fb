package org.dicomseal.node.retrieve;

import java.util.List;
import java.util.Optional;
import org.dicomseal.dimse.SubOperations;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TallyTest {

    @Test
    void eachObjectCountsOnce() {
        Tally tally = new Tally(4);
        tally.completed("1");
        tally.completed("1");
        tally.failed("1", "too late");
        tally.failed("2", "first");
        tally.failed("3", "second");
        tally.completedWithWarning("4");
        assertEquals(new SubOperations(0, 1, 2, 1), tally.counts());
        assertEquals(List.of("2", "3"), tally.failed());
        assertEquals(Optional.of("first"), tally.firstReason());
    }

    @Test
    void whatIsNotToldOfRemains() {
        Tally tally = new Tally(3);
        tally.completed("1");
        assertEquals(new SubOperations(2, 1, 0, 0), tally.counts());
    }

    @Test
    void countsFitTheirField() {
        assertEquals(0xFFFF, new Tally(100_000).counts().remaining());
    }

    @Test
    void whoWaitsIsWokenByNewsOrAtOnceIfThereIsSome() throws InterruptedException {
        Tally tally = new Tally(2);
        tally.completed("1");
        assertEquals(1, tally.awaitMore(0, 60_000));
        Thread teller = new Thread(() -> tally.failed("2", "because"));
        teller.start();
        assertEquals(2, tally.awaitMore(1, 60_000));
        teller.join();
    }
}
