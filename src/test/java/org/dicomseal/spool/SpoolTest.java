package org.dicomseal.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

@Timeout(60)
class SpoolTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final RecordingCourier courier = new RecordingCourier();
    private Spool spool;

    @AfterEach
    void closeSpool() {
        if (spool != null) {
            spool.close();
        }
    }

    @Test
    void anObjectIsDeliveredByteForByteAndThenForgotten() throws IOException {
        open();
        byte[] bytes = random(300_000, 1);
        String id = put(bytes, "pacs", Map.of("callingAe", "CT1", "odd", "tab\tnewline\nback\\slash"));
        assertEquals(1, spool.counts().get(QueueState.WAITING));
        start();
        await(() -> courier.delivered.containsKey(id));
        await(() -> spool.find(id).isEmpty() && objectFiles().isEmpty());
        assertArrayEquals(bytes, courier.delivered.get(id));
        Note note = courier.notes.get(0);
        assertEquals("CT1", note.label("callingAe"));
        assertEquals("tab\tnewline\nback\\slash", note.label("odd"));
        assertEquals(bytes.length, note.size());
        await(() -> spool.bytes() == 0);
    }

    @Test
    void theFolderIsForItsOwnerAlone() throws IOException {
        open();
        put(random(10, 1), "pacs", Map.of());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(objectFiles().get(0))));
    }

    @Test
    void nothingIsLeftOfAnObjectThatWasNotCommitted() throws IOException {
        open();
        try (Incoming incoming = spool.incoming()) {
            incoming.write(random(100_000, 2));
        }
        assertEquals(0, Files.list(folder.resolve("objects")).count());
        assertEquals(0, spool.bytes());
        assertEquals(List.of(), spool.list(null, null, 10));
    }

    @Test
    void aPartFileOfACrashIsRemovedAtTheNextStart() throws IOException {
        open();
        Incoming broken = spool.incoming();
        broken.write(random(100_000, 2));
        reopen();
        assertEquals(0, Files.list(folder.resolve("objects")).count());
        broken.close();
    }

    @Test
    void theDirectoryAloneIsEnoughToBuildTheQueueAnew() throws IOException {
        open();
        Map<String, byte[]> sent = putMany(20);
        spool.close();
        deleteDatabase();
        open();
        assertEquals(20, spool.counts().get(QueueState.WAITING));
        start();
        awaitDelivered(sent);
    }

    @Test
    void aDamagedDatabaseIsPutAsideAndTheQueueBuiltAnew() throws IOException {
        open();
        Map<String, byte[]> sent = putMany(20);
        spool.close();
        byte[] garbage = random(50_000, 9);
        Files.deleteIfExists(folder.resolve("queue.db-wal"));
        Files.write(folder.resolve("queue.db"), garbage);
        open();
        start();
        awaitDelivered(sent);
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.anyMatch(file -> file.getFileName().toString().startsWith("queue.db.damaged-")));
        }
    }

    @Test
    void aTaskWhoseBytesAreGoneIsANamedFailure() throws IOException {
        open();
        String id = put(random(100, 3), "pacs", Map.of("callingAe", "CT1"));
        Files.delete(objectFiles().get(0));
        reopen();
        QueueEntry entry = spool.find(id).orElseThrow();
        assertEquals(QueueState.DEAD, entry.state());
        assertEquals(Cause.MISSING, entry.failure().cause());
        assertEquals("CT1", entry.note().label("callingAe"));
        assertTrue(spool.drop(id));
        assertTrue(spool.find(id).isEmpty());
    }

    @Test
    void bytesThatWentBadOnDiskAreNeverDelivered() throws IOException {
        open();
        String id = put(random(100_000, 3), "pacs", Map.of());
        flipAByte(objectFiles().get(0), 50_000);
        start();
        await(() -> isIn(id, QueueState.DEAD));
        assertEquals(Cause.CORRUPT, spool.find(id).orElseThrow().failure().cause());
        assertTrue(courier.order.isEmpty());
        assertEquals(1, objectFiles().size());
    }

    @Test
    void aFileFoundUnreadableAtStartIsANamedFailure() throws IOException {
        open();
        put(random(1000, 3), "pacs", Map.of());
        spool.close();
        deleteDatabase();
        flipAByte(objectFiles().get(0), 10);
        open();
        QueueEntry entry = spool.list(QueueState.DEAD, null, 10).get(0);
        assertEquals(Cause.CORRUPT, entry.failure().cause());
        start();
        assertEquals(1, spool.counts().get(QueueState.DEAD));
    }

    @Test
    void anUnreachableArchiveIsTriedUntilItIsBack() throws IOException {
        open();
        courier.failWith = Cause.UNREACHABLE;
        Map<String, byte[]> sent = putMany(30);
        start();
        for (int minutes = 0; minutes < 60; minutes += 5) {
            int before = courier.order.size();
            clock.advance(Duration.ofMinutes(5));
            await(() -> courier.order.size() > before);
        }
        assertEquals(0, spool.counts().get(QueueState.DEAD));
        courier.failWith = null;
        clock.advance(Duration.ofMinutes(5));
        awaitDelivered(sent);
    }

    @Test
    void aClosedDoorIsNotTriedOncePerQueuedObject() throws IOException {
        open();
        courier.failWith = Cause.UNREACHABLE;
        putMany(200);
        start();
        await(() -> !courier.order.isEmpty());
        sleep(1500);
        assertTrue(courier.order.size() < 10, () -> courier.order.size() + " tries of 200 objects");
    }

    @Test
    void whatTheArchiveRefusesForGoodWaitsForAPerson() throws IOException {
        open();
        courier.failWith = Cause.NO_CONTEXT;
        byte[] bytes = random(100, 4);
        String id = put(bytes, "pacs", Map.of());
        start();
        await(() -> isIn(id, QueueState.DEAD));
        QueueEntry dead = spool.find(id).orElseThrow();
        assertEquals(1, dead.attempts());
        assertEquals("as told", dead.failure().message());
        assertNull(dead.next());
        courier.failWith = null;
        assertTrue(spool.requeue(id));
        await(() -> spool.find(id).isEmpty());
        assertArrayEquals(bytes, courier.delivered.get(id));
    }

    @Test
    void aRefusalIsTriedAFewTimesWithGrowingWaitsAndThenGivenUp() throws IOException {
        open();
        courier.failWith = Cause.REFUSED;
        String id = put(random(100, 4), "pacs", Map.of());
        start();
        for (int attempt = 1; attempt < 10; attempt++) {
            int failures = attempt;
            await(() -> isIn(id, QueueState.RETRYING) && spool.find(id).orElseThrow().attempts() == failures);
            assertTrue(spool.find(id).orElseThrow().next().isAfter(clock.instant()));
            clock.advance(Duration.ofMinutes(10));
        }
        await(() -> isIn(id, QueueState.DEAD));
        assertEquals(10, courier.order.size());
    }

    @Test
    void aRefusalAfterALongTimeAtAClosedDoorHasAllItsTries() throws IOException {
        open();
        courier.failWith = Cause.UNREACHABLE;
        String id = put(random(100, 4), "pacs", Map.of());
        start();
        for (int attempt = 1; attempt <= 12; attempt++) {
            int failures = attempt;
            await(() -> isIn(id, QueueState.RETRYING) && spool.find(id).orElseThrow().attempts() == failures);
            clock.advance(Duration.ofMinutes(10));
        }
        courier.failWith = Cause.REFUSED;
        for (int attempt = 1; attempt < 10; attempt++) {
            int refusals = attempt;
            await(() -> isIn(id, QueueState.RETRYING) && spool.find(id).orElseThrow().counted() == refusals);
            clock.advance(Duration.ofMinutes(10));
        }
        await(() -> isIn(id, QueueState.DEAD));
    }

    @Test
    void aDroppedObjectIsGoneWithItsBytes() throws IOException {
        open();
        String id = put(random(100, 4), "pacs", Map.of());
        assertTrue(spool.drop(id));
        assertFalse(spool.drop(id));
        assertFalse(spool.requeue(id));
        assertTrue(objectFiles().isEmpty());
        assertEquals(0, spool.bytes());
    }

    @Test
    void aFaultOfTheProgramIsACauseAndNotASilence() throws IOException {
        open();
        String id = put(random(100, 4), "pacs", Map.of());
        spool.start(Map.of("pacs", new Spool.Lane(object -> {
            throw new IllegalStateException("a bug");
        }, 1)));
        await(() -> isIn(id, QueueState.RETRYING));
        assertEquals(Cause.FAULT, spool.find(id).orElseThrow().failure().cause());
    }

    @Test
    void aStuckLaneKeepsNoThreadFromAnother() throws Exception {
        open();
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 50; i++) {
            put(random(100, i), "stuck", Map.of());
        }
        spool.start(Map.of("stuck", new Spool.Lane(object -> release.await(), 2), "pacs", new Spool.Lane(courier, 2)));
        Map<String, byte[]> sent = putMany(10);
        await(() -> courier.delivered.keySet().containsAll(sent.keySet()));
        release.countDown();
        await(() -> spool.counts().get(QueueState.WAITING) == 0);
    }

    @Test
    void aLeaseOfAProcessThatDiedIsTakenBackAtStart() throws Exception {
        open();
        Map<String, byte[]> sent = putMany(3);
        spool.close();
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("queue.db"))) {
            db.createStatement().execute("update scheduled_tasks set picked = 1, picked_by = 'node', last_heartbeat = "
                    + clock.millis());
        }
        open();
        assertEquals(3, spool.counts().get(QueueState.WAITING));
        start();
        awaitDelivered(sent);
    }

    @Test
    void aStopInMidDeliveryLosesNothingAndCountsNoAttempt() throws Exception {
        spool = Spool.open(settings(Long.MAX_VALUE, 0, Duration.ofMillis(200)), new PlainVault(), clock);
        String id = put(random(100, 1), "pacs", Map.of());
        CountDownLatch begun = new CountDownLatch(1);
        spool.start(Map.of("pacs", new Spool.Lane(object -> {
            begun.countDown();
            new CountDownLatch(1).await();
        }, 1)));
        begun.await();
        reopen();
        QueueEntry entry = spool.find(id).orElseThrow();
        assertEquals(QueueState.WAITING, entry.state());
        assertEquals(0, entry.attempts());
        start();
        await(() -> courier.delivered.containsKey(id));
    }

    @Test
    void objectsOfALaneThatIsNoLongerConfiguredAreNamedAndComeBackWithIt() throws IOException {
        open();
        String id = put(random(100, 1), "old", Map.of());
        start();
        QueueEntry entry = spool.find(id).orElseThrow();
        assertEquals(QueueState.DEAD, entry.state());
        assertEquals(Cause.NO_ROUTE, entry.failure().cause());
        reopen();
        spool.start(Map.of("old", new Spool.Lane(courier, 1)));
        await(() -> courier.delivered.containsKey(id));
    }

    @Test
    void aSpoolThatHoldsItsBudgetRefusesForNow() throws IOException {
        spool = Spool.open(settings(1000, 0, Duration.ofSeconds(5)), new PlainVault(), clock);
        put(random(1000, 1), "pacs", Map.of());
        assertThrows(SpoolFullException.class, () -> spool.incoming());
        start();
        await(() -> spool.bytes() == 0);
        put(random(10, 1), "pacs", Map.of());
    }

    @Test
    void aDiskBelowItsLowMarkIsLeftAlone() throws IOException {
        spool = Spool.open(settings(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofSeconds(5)), new PlainVault(), clock);
        assertThrows(SpoolFullException.class, () -> spool.incoming());
    }

    @Test
    void anObjectThatOutgrowsTheBudgetOnTheWayIsRefusedAndLeavesNothing() throws IOException {
        spool = Spool.open(settings(SpoolSpace.CHECK_EVERY, 0, Duration.ofSeconds(5)), new PlainVault(), clock);
        byte[] chunk = random(1 << 20, 1);
        try (Incoming incoming = spool.incoming()) {
            assertThrows(SpoolFullException.class, () -> {
                for (int i = 0; i < 20; i++) {
                    incoming.write(chunk);
                }
            });
        }
        assertEquals(0, spool.bytes());
        assertTrue(objectFiles().isEmpty());
    }

    @Test
    void manySendersAtOnceLoseNothing() throws Exception {
        open();
        start();
        ExecutorService senders = Executors.newFixedThreadPool(32);
        Map<String, byte[]> sent = new HashMap<>();
        List<Future<Map.Entry<String, byte[]>>> puts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            byte[] bytes = random(5000 + i, i);
            puts.add(senders.submit(() -> Map.entry(put(bytes, "pacs", Map.of()), bytes)));
        }
        for (Future<Map.Entry<String, byte[]>> put : puts) {
            sent.put(put.get().getKey(), put.get().getValue());
        }
        senders.shutdown();
        assertEquals(400, sent.size());
        awaitDelivered(sent);
        assertEquals(400, courier.order.size());
    }

    @Test
    void aSecondNodeIsKeptOutOfTheFolder() throws IOException {
        open();
        IOException refused = assertThrows(IOException.class, () -> Spool.open(SpoolSettings.in(folder), new PlainVault(), clock));
        assertTrue(refused.getMessage().contains("in use"));
    }

    @Test
    void theQueueIsListedPageByPage() throws IOException {
        open();
        putMany(25);
        List<String> seen = new ArrayList<>();
        String after = null;
        for (List<QueueEntry> page; !(page = spool.list(QueueState.WAITING, after, 10)).isEmpty(); ) {
            page.forEach(entry -> seen.add(entry.id()));
            after = page.get(page.size() - 1).id();
        }
        assertEquals(25, seen.size());
        assertEquals(seen.stream().sorted().distinct().toList(), seen);
    }

    @Test
    void anEncryptedSpoolShowsNothingOfWhatItHoldsAndGivesItBack() throws Exception {
        try (Keyring keys = Keyring.init(folder.resolve("keys.p12"), Password.of("spool test".toCharArray()))) {
            spool = Spool.open(settings(Long.MAX_VALUE, 0, Duration.ofSeconds(5)), new EncryptedVault(keys), clock);
            byte[] bytes = "PATIENT^NAME ".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
            String id = put(bytes, "pacs", Map.of("callingAe", "CT1"));
            String onDisk = Files.readString(objectFiles().get(0), StandardCharsets.ISO_8859_1);
            assertFalse(onDisk.contains("PATIENT"));
            assertFalse(onDisk.contains("CT1"));
            String corrupt = put(random(200_000, 5), "pacs", Map.of());
            flipAByte(folder.resolve("objects").resolve(corrupt + ".obj"), 100_000);
            start();
            await(() -> spool.find(id).isEmpty());
            assertArrayEquals(bytes, courier.delivered.get(id));
            await(() -> isIn(corrupt, QueueState.DEAD));
            assertEquals(Cause.CORRUPT, spool.find(corrupt).orElseThrow().failure().cause());
        }
    }

    private SpoolSettings settings(long maxBytes, long lowDisk, Duration stopWait) {
        return new SpoolSettings(folder, new TaskStore.Embedded(folder.resolve("queue.db")), maxBytes, lowDisk,
                RetryPolicy.standard(), stopWait);
    }

    private void open() throws IOException {
        spool = Spool.open(settings(Long.MAX_VALUE, 0, Duration.ofSeconds(5)), new PlainVault(), clock);
    }

    private void reopen() throws IOException {
        spool.close();
        open();
    }

    private void start() {
        spool.start(Map.of("pacs", new Spool.Lane(courier, 2)));
    }

    private String put(byte[] bytes, String lane, Map<String, String> labels) throws IOException {
        try (Incoming incoming = spool.incoming()) {
            incoming.write(bytes);
            return incoming.commit(lane, labels);
        }
    }

    private Map<String, byte[]> putMany(int count) throws IOException {
        Map<String, byte[]> sent = new HashMap<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = random(1000 + i, i);
            sent.put(put(bytes, "pacs", Map.of()), bytes);
        }
        return sent;
    }

    private void awaitDelivered(Map<String, byte[]> sent) {
        await(() -> courier.delivered.keySet().containsAll(sent.keySet()));
        sent.forEach((id, bytes) -> assertArrayEquals(bytes, courier.delivered.get(id)));
        await(() -> spool.counts().values().stream().mapToLong(Long::longValue).sum() == 0);
    }

    private boolean isIn(String id, QueueState state) {
        return spool.find(id).map(QueueEntry::state).filter(state::equals).isPresent();
    }

    private List<Path> objectFiles() {
        try (Stream<Path> files = Files.list(folder.resolve("objects"))) {
            return files.filter(file -> file.toString().endsWith(".obj")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void deleteDatabase() throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("queue.db" + suffix));
        }
    }

    private static void flipAByte(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static byte[] random(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("did not come true in 30 s");
            }
            sleep(5);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
