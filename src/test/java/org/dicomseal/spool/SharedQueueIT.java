package org.dicomseal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** Several nodes over one PostgreSQL queue and one folder. */
@Timeout(180)
class SharedQueueIT {

    private static PrivatePostgres postgres;

    @TempDir
    Path folder;

    private final List<String> delivered = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = PrivatePostgres.start();
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void emptyQueue() throws IOException {
        try (Spool spool = open("cleaner")) {
            for (QueueEntry entry : spool.list(null, null, 10_000)) {
                spool.drop(entry.id());
            }
        }
    }

    @Test
    void twoLiveNodesDeliverEachObjectOnceAndLoseNone() throws IOException {
        try (Spool a = open("a"); Spool b = open("b")) {
            a.start(Map.of("pacs", new Spool.Lane(object -> delivered.add(object.id()), 3)));
            b.start(Map.of("pacs", new Spool.Lane(object -> delivered.add(object.id()), 3)));
            Set<String> sent = new HashSet<>();
            for (int i = 0; i < 300; i++) {
                sent.add(put(i % 2 == 0 ? a : b));
            }
            await(() -> delivered.size() >= 300 && a.counts().values().stream().mapToLong(Long::longValue).sum() == 0);
            assertEquals(300, delivered.size(), "an object was delivered twice");
            assertEquals(sent, new HashSet<>(delivered));
            await(() -> objectFiles() == 0);
        }
    }

    @Test
    void versionsGoOutInOrderAndWhatOneNodeDeliveredAnotherMayConfirm() throws IOException {
        try (Spool a = open("a"); Spool b = open("b")) {
            List<String> versions = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                try (Incoming incoming = a.incoming()) {
                    incoming.write(new byte[100]);
                    versions.add(incoming.commit("pacs", Map.of(Note.KEY, "1.2.3")));
                }
            }
            StagedCourier courier = object -> {
                delivered.add(object.id());
                return new Delivery.Unconfirmed(new Receipt("digest", Map.of("version", object.id())));
            };
            a.start(Map.of("pacs", new Spool.Lane(courier, 3)));
            b.start(Map.of("pacs", new Spool.Lane(courier, 3)));
            for (int i = 1; i <= versions.size(); i++) {
                Confirmations confirmations = (i % 2 == 0 ? a : b).confirmations("pacs");
                await(() -> confirmations.awaited(null, 10).size() == 1);
                assertEquals(versions.subList(0, i), delivered);
                confirmations.confirm(confirmations.awaited(null, 10), "test");
            }
            assertEquals(versions.get(5), a.delivered(List.of("digest")).get(0).receipt().label("version"));
            await(() -> objectFiles() == 0);
        }
    }

    @Test
    void whatANodeHadUnderWayWhenItDiedIsTakenBackWhenItReturns() throws Exception {
        Spool dying = open("a");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        String id = put(dying);
        dying.start(Map.of("pacs", new Spool.Lane(object -> {
            begun.countDown();
            release.await();
            throw new IllegalStateException("this node is dead to the others");
        }, 1)));
        begun.await();
        try (Spool returned = open("a")) {
            returned.start(Map.of("pacs", new Spool.Lane(object -> delivered.add(object.id()), 1)));
            await(() -> delivered.contains(id));
        } finally {
            release.countDown();
            dying.close();
        }
    }

    @Test
    void aSecondNodeThatStartsTouchesNothingThatTheFirstIsAt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Spool a = open("a")) {
            String id = put(a);
            Incoming arriving = a.incoming();
            arriving.write(new byte[1000]);
            a.start(Map.of("pacs", new Spool.Lane(object -> {
                begun.countDown();
                release.await();
                delivered.add(object.id());
            }, 1)));
            begun.await();
            try (Spool b = open("b")) {
                assertEquals(QueueState.RUNNING, b.find(id).orElseThrow().state());
                String second = arriving.commit("pacs", Map.of());
                release.countDown();
                await(() -> delivered.containsAll(List.of(id, second)));
                assertEquals(2, delivered.size());
            }
        }
    }

    @Test
    void theQueueIsBuiltAnewFromTheFolder() throws IOException {
        List<String> sent = new ArrayList<>();
        try (Spool a = open("a")) {
            for (int i = 0; i < 5; i++) {
                sent.add(put(a));
            }
            Path kept = Files.createDirectory(folder.resolve("kept"));
            for (String id : sent) {
                Files.copy(folder.resolve("objects").resolve(id + ".obj"), kept.resolve(id + ".obj"));
                a.drop(id);
                Files.move(kept.resolve(id + ".obj"), folder.resolve("objects").resolve(id + ".obj"));
            }
            assertTrue(a.list(null, null, 10).isEmpty());
        }
        try (Spool b = open("b")) {
            assertEquals(5, b.counts().get(QueueState.WAITING));
        }
    }

    private Spool open(String node) throws IOException {
        SpoolSettings settings = new SpoolSettings(folder, postgres.store(node), Long.MAX_VALUE, 0, RetryPolicy.standard(), Duration.ofSeconds(5));
        return Spool.open(settings, new PlainVault(), Clock.systemUTC());
    }

    private static String put(Spool spool) throws IOException {
        try (Incoming incoming = spool.incoming()) {
            incoming.write(new byte[5000]);
            return incoming.commit("pacs", Map.of());
        }
    }

    private long objectFiles() {
        try (Stream<Path> files = Files.list(folder.resolve("objects"))) {
            return files.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("did not come true in 60 s");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
