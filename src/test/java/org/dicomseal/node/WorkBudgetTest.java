package org.dicomseal.node;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(30)
class WorkBudgetTest {

    private static final long MIB = 1 << 20;

    @Test
    void whatIsTakenComesBackWhenItIsClosed() throws InterruptedException {
        WorkBudget budget = new WorkBudget(10 * MIB);
        try (WorkBudget.Share share = budget.take(4 * MIB)) {
            assertEquals(6 * MIB, budget.free());
        }
        assertEquals(10 * MIB, budget.free());
    }

    @Test
    void anObjectThatNeedsMoreThanThereIsWorksAlone() throws InterruptedException {
        WorkBudget budget = new WorkBudget(10 * MIB);
        try (WorkBudget.Share share = budget.take(Long.MAX_VALUE / 2)) {
            assertEquals(0, budget.free());
        }
        assertEquals(10 * MIB, budget.free());
    }

    @Test
    void aShareClosedTwiceIsGivenBackOnce() throws InterruptedException {
        WorkBudget budget = new WorkBudget(10 * MIB);
        WorkBudget.Share share = budget.take(MIB);
        share.close();
        share.close();
        assertEquals(10 * MIB, budget.free());
    }

    @Test
    void whoNeedsMoreThanIsFreeWaits() throws InterruptedException {
        WorkBudget budget = new WorkBudget(10 * MIB);
        WorkBudget.Share first = budget.take(8 * MIB);
        AtomicBoolean got = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Thread second = new Thread(() -> {
            try (WorkBudget.Share share = budget.take(8 * MIB)) {
                got.set(true);
                done.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        second.start();
        assertFalse(done.await(100, TimeUnit.MILLISECONDS));
        first.close();
        assertTrue(done.await(20, TimeUnit.SECONDS));
        assertTrue(got.get());
        second.join();
    }
}
