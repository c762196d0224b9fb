package org.dicomseal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** Objects that the other side took and has yet to confirm; versions of one thing; and what is remembered of both. */
@Timeout(60)
class ConfirmationsTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private volatile Delivery answer = new Delivery.Unconfirmed(new Receipt("digest", Map.of("kind", "ct")));
    private volatile Cause failWith;
    private Spool spool;

    @BeforeEach
    void open() throws IOException {
        SpoolSettings settings = new SpoolSettings(folder, new TaskStore.Embedded(folder.resolve("queue.db")), Long.MAX_VALUE, 0,
                new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(50), 3, Duration.ofDays(1)), Duration.ofSeconds(5));
        spool = Spool.open(settings, new PlainVault(), clock);
    }

    private void start() {
        StagedCourier courier = object -> {
            attempts.add(object.id());
            if (failWith != null) {
                throw new DeliveryException(failWith, "as told");
            }
            return answer;
        };
        spool.start(Map.of("pacs", new Spool.Lane(courier, 4)));
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void bytesStayUntilTheDeliveryIsConfirmedAndThenItIsRemembered() throws IOException {
        String id = put("1.2.3");
        start();
        await(() -> awaited().size() == 1);
        assertEquals(QueueState.DELIVERED, spool.find(id).orElseThrow().state());
        assertEquals(1, spool.counts().get(QueueState.DELIVERED));
        assertTrue(Files.exists(folder.resolve("objects/" + id + ".obj")));
        assertEquals(List.of(), spool.delivered(List.of("digest")));

        spool.confirmations("pacs").confirm(awaited(), "find");
        assertTrue(spool.find(id).isEmpty());
        assertTrue(Files.notExists(folder.resolve("objects/" + id + ".obj")));
        Spool.Delivered delivered = spool.delivered(List.of("other", "digest")).get(0);
        assertEquals("pacs", delivered.lane());
        assertEquals(Map.of("kind", "ct", "confirmed", "find"), delivered.receipt().labels());
        assertEquals(1, attempts.size());
    }

    @Test
    void anUnconfirmedDeliveryAndItsTicketSurviveARestart() throws IOException {
        String id = put("1.2.3");
        start();
        await(() -> awaited().size() == 1);
        spool.confirmations("pacs").asked(awaited(), "2.25.7");
        spool.close();
        open();
        start();
        QueueEntry entry = awaited().get(0);
        assertEquals(id, entry.id());
        assertEquals("2.25.7", entry.confirmation().ticket());
        assertEquals("digest", entry.confirmation().receipt().key());
        assertEquals(1, attempts.size());
    }

    @Test
    void whatIsNotConfirmedIsDeliveredAnewAndGivenUpAfterSomeAttempts() throws IOException {
        String id = put("1.2.3");
        start();
        for (int round = 1; round <= 3; round++) {
            int expected = round;
            await(() -> awaited().size() == 1 && attempts.size() == expected);
            spool.confirmations("pacs").refuse(awaited().get(0), Cause.NOT_CONFIRMED, "as told");
        }
        QueueEntry dead = spool.find(id).orElseThrow();
        assertEquals(QueueState.DEAD, dead.state());
        assertEquals(Cause.NOT_CONFIRMED, dead.failure().cause());
        assertTrue(Files.exists(folder.resolve("objects/" + id + ".obj")));
    }

    @Test
    void aConfirmationThatComesAfterAPersonHasRequeuedIsNoConfirmation() throws IOException {
        String id = put("1.2.3");
        start();
        await(() -> awaited().size() == 1);
        List<QueueEntry> seen = awaited();
        failWith = Cause.REFUSED;
        assertTrue(spool.requeue(id));
        await(() -> spool.find(id).orElseThrow().state() != QueueState.WAITING);
        spool.confirmations("pacs").confirm(seen, "find");
        assertTrue(Files.exists(folder.resolve("objects/" + id + ".obj")));
    }

    @Test
    void aPostponedObjectIsTriedAgainWithoutAFailure() throws IOException {
        answer = new Delivery.Postponed(Duration.ofMillis(100));
        String id = put("1.2.3");
        start();
        await(() -> attempts.size() >= 2);
        assertEquals(0, spool.find(id).orElseThrow().attempts());
        answer = Delivery.DONE;
        await(() -> spool.find(id).isEmpty());
    }

    @Test
    void versionsOfOneThingGoOutInTheOrderInWhichTheyCame() throws IOException {
        answer = Delivery.DONE;
        failWith = Cause.BUSY;
        String first = put("1.2.3");
        String second = put("1.2.3");
        String third = put("1.2.3");
        String other = put("1.2.4");
        assertEquals(List.of(first, second, third), spool.versions("1.2.3").stream().map(QueueEntry::id).toList());
        start();
        await(() -> attempts.contains(other) && attempts.stream().filter(first::equals).count() >= 2);
        failWith = null;
        await(() -> spool.list(null, null, 10).isEmpty());
        List<String> order = attempts.stream().filter(id -> !id.equals(other)).distinct().toList();
        assertEquals(List.of(first, second, third), order);
    }

    @Test
    void aDeadVersionHoldsNoOtherUpAndAnUnconfirmedOneDoes() throws IOException {
        failWith = Cause.UNSEALABLE;
        String dead = put("1.2.3");
        start();
        await(() -> spool.find(dead).orElseThrow().state() == QueueState.DEAD);
        failWith = null;
        String unconfirmed = put("1.2.3");
        await(() -> awaited().size() == 1);
        String held = put("1.2.3");
        String other = put("1.2.4");
        await(() -> awaited().size() == 2);
        assertEquals(List.of(dead, unconfirmed, other), attempts);
        spool.confirmations("pacs").confirm(awaited(), "find");
        await(() -> attempts.contains(held));
    }

    private List<QueueEntry> awaited() {
        return spool.confirmations("pacs").awaited(null, 10);
    }

    private String put(String key) throws IOException {
        try (Incoming incoming = spool.incoming()) {
            incoming.write(new byte[] {1, 2, 3});
            return incoming.commit("pacs", Map.of(Note.KEY, key));
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("did not come true in 30 s");
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
