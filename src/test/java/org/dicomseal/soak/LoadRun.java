package org.dicomseal.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.Outcome;

/**
 * Many associations at once that stay open and store, each at its own pace, on a node of 2 cores and 1 GiB of heap; then a look at what
 * is left of it: failures, memory, queue.
 */
final class LoadRun {

    static final List<String> TWO_CORES_ONE_GIB = List.of("-Xmx1g", "-XX:ActiveProcessorCount=2", "-XX:+UseG1GC");

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final SoakNode place;
    private final int associations;
    private final Duration length;
    private final Duration pace;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final String study = Uids.random();
    private long heapEarly;
    private long heapLate;
    private long heapAtRest;

    /** @param pace between two objects of one association */
    LoadRun(SoakNode place, int associations, Duration length, Duration pace) {
        this.place = place;
        this.associations = associations;
        this.length = length;
        this.pace = pace;
    }

    /** Runs it, and returns when the queue is empty; heaps are measured one and four fifths into the run, and after it. */
    void run() throws IOException, InterruptedException {
        try (NodeProcess node = place.start(TWO_CORES_ONE_GIB)) {
            node.awaitListening();
            long end = System.nanoTime() + length.toNanos();
            CountDownLatch open = new CountDownLatch(associations);
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < associations; i++) {
                String ae = "CT" + i;
                Thread sender = new Thread(() -> send(ae, open, end));
                sender.start();
                senders.add(sender);
            }
            Thread.sleep(length.toMillis() / 5);
            heapEarly = node.usedHeap();
            Thread.sleep(length.toMillis() * 3 / 5);
            heapLate = node.usedHeap();
            for (Thread sender : senders) {
                sender.join();
            }
            awaitEmptyQueue();
            heapAtRest = node.usedHeap();
            if (node.stop() != 143) {
                failures.add("the node did not end by its signal: " + node.output());
            }
        }
    }

    private void send(String ae, CountDownLatch open, long end) {
        try (Association association = place.client().openToStore(ae)) {
            open.countDown();
            open.await();
            while (System.nanoTime() < end) {
                Outcome outcome = NodeClient.store(association, new SoakImage(study, numbers.incrementAndGet()));
                if (!outcome.equals(Outcome.SUCCESS)) {
                    failures.add(ae + ": " + outcome);
                }
                Thread.sleep(pace.toMillis());
            }
        } catch (IOException | InterruptedException e) {
            failures.add(ae + ": " + e);
            open.countDown();
        }
    }

    private void awaitEmptyQueue() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!place.spooled().isEmpty()) {
            if (System.nanoTime() > end) {
                failures.add("the queue is not empty: " + place.spooled().size());
                return;
            }
            Thread.sleep(100);
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    String study() {
        return study;
    }

    int stored() {
        return numbers.get();
    }

    long heapEarly() {
        return heapEarly;
    }

    long heapLate() {
        return heapLate;
    }

    @Override
    public String toString() {
        return "%d associations for %s: %d objects, %d failures, heap after collection %d MiB early, %d MiB late, %d MiB at rest"
                .formatted(associations, length, stored(), failures.size(), heapEarly >> 20, heapLate >> 20, heapAtRest >> 20);
    }
}
