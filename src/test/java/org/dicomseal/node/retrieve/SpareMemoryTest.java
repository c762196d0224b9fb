package org.dicomseal.node.retrieve;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SpareMemoryTest {

    private final SpareMemory all = SpareMemory.of(1 << 20);

    @Test
    void whatIsTakenIsGoneUntilItIsGivenBack() {
        assertTrue(all.take(1 << 20));
        assertFalse(all.take(1));
        all.giveBack(1 << 20);
        assertTrue(all.take(1));
    }

    @Test
    void aPartHasNoMoreThanItsShare() {
        SpareMemory part = all.part(1 << 16);
        assertTrue(part.take(1 << 16));
        assertFalse(part.take(1));
        assertTrue(all.part(1 << 16).take(1 << 16));
    }

    @Test
    void aPartHasNoMoreThanOthersLeaveAndKeepsNothingOfWhatItDidNotGet() {
        SpareMemory part = all.part(1 << 20);
        assertTrue(all.take(1));
        assertFalse(part.take(1 << 20));
        all.giveBack(1);
        assertTrue(part.take(1 << 20));
        part.giveBack(1 << 20);
        assertTrue(all.take(1 << 20));
    }

    @Test
    void whatIsInUseIsWaitedForNoLongerThanSaid() throws InterruptedException {
        SpareMemory part = all.part(1 << 16);
        assertTrue(part.take(1 << 16, 0));
        assertFalse(part.take(1, 1));
        Thread other = new Thread(() -> part.giveBack(1 << 16));
        other.start();
        assertTrue(part.take(1, 60_000));
        other.join();
    }
}
