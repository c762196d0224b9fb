package org.dicomseal.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.keys.KeysException;

/**
 * Two nodes whose archive is down, side by side: one with an empty queue, one with a long one. What comes over the machine in the
 * meantime hits both, so that the ratio of their rates says something even where the rates don't.
 */
final class QueueRun {

    private static final int SENDERS = 4;

    private final SoakNode empty;
    private final SoakNode full;
    private final AtomicInteger numbers = new AtomicInteger();
    private Duration rebuild;
    private Duration restart;
    private final List<Double> ratios = new ArrayList<>();
    private double emptyRate;
    private double fullRate;

    /** @param closedPort at which nobody listens */
    QueueRun(Path folder, int closedPort) throws IOException, KeysException {
        empty = new SoakNode(folder.resolve("empty"), "ARCHIVE", closedPort);
        full = new SoakNode(folder.resolve("full"), "ARCHIVE", closedPort);
    }

    /** Fills one node's queue with that many objects, and measures how long it takes to start with them. */
    void fill(int objects) throws IOException, KeysException, InterruptedException {
        try (NodeProcess node = start(full)) {
            store(full, 1);
        }
        QueueFiller.fill(full, objects - 1);
        restart = timeToStart();
        for (String file : List.of("queue.db", "queue.db-wal", "queue.db-shm")) {
            Files.deleteIfExists(full.spool().resolve(file));
        }
        rebuild = timeToStart();
    }

    private Duration timeToStart() throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (NodeProcess node = start(full)) {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            node.stop();
            return time;
        }
    }

    private static NodeProcess start(SoakNode place) throws IOException, InterruptedException {
        NodeProcess node = place.start(LoadRun.TWO_CORES_ONE_GIB);
        node.awaitListening();
        return node;
    }

    /** Stores to both in turns, and compares. The first turn warms up and doesn't count. */
    void compare(int turns, int objectsEach) throws IOException, InterruptedException {
        try (NodeProcess first = start(empty); NodeProcess second = start(full)) {
            double emptySeconds = 0;
            double fullSeconds = 0;
            for (int turn = 0; turn <= turns; turn++) {
                double atEmpty = store(empty, objectsEach);
                double atFull = store(full, objectsEach);
                if (turn > 0) {
                    emptySeconds += atEmpty;
                    fullSeconds += atFull;
                    ratios.add(atEmpty / atFull);
                }
            }
            emptyRate = turns * objectsEach / emptySeconds;
            fullRate = turns * objectsEach / fullSeconds;
        }
    }

    /** Gives the seconds that it took. */
    private double store(SoakNode place, int objects) throws IOException, InterruptedException {
        String study = Uids.random();
        List<String> failures = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        AtomicInteger left = new AtomicInteger(objects);
        long start = System.nanoTime();
        for (int i = 0; i < SENDERS; i++) {
            String ae = "CT" + i;
            Thread sender = new Thread(() -> {
                try (Association association = place.client().openToStore(ae)) {
                    while (left.getAndDecrement() > 0) {
                        // every tenth would be a large one
                        int number = numbers.updateAndGet(before -> before % 10 == 9 ? before + 2 : before + 1);
                        Outcome outcome = NodeClient.store(association, new SoakImage(study, number));
                        if (!outcome.equals(Outcome.SUCCESS)) {
                            throw new IOException(outcome.toString());
                        }
                    }
                } catch (IOException e) {
                    synchronized (failures) {
                        failures.add(e.toString());
                    }
                }
            });
            sender.start();
            senders.add(sender);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        if (!failures.isEmpty()) {
            throw new IOException(failures.toString());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    int queued() throws IOException {
        return full.spooled().size();
    }

    /** The full queue's rate of intake in terms of the empty one's; the median of all turns. */
    double ratio() {
        List<Double> sorted = ratios.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    @Override
    public String toString() {
        return ("start with the queue %.1f s, without its database %.1f s; intake %.0f objects/s with an empty queue, %.0f with the full one; "
                + "median ratio %.2f").formatted(restart.toMillis() / 1000.0, rebuild.toMillis() / 1000.0, emptyRate, fullRate, ratio());
    }
}
