package org.dicomseal.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.Outcome;

/**
 * Modalities that store as fast as the node takes it until it dies, and then, with the next node, send again what was not
 * acknowledged, as modalities do.
 */
final class Senders {

    private static final int AT_ONCE = 4;

    private final Ledger ledger;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<SoakImage> again = new ConcurrentLinkedQueue<>();
    private final List<Thread> running = new ArrayList<>();
    private volatile boolean stopped;

    Senders(Ledger ledger) {
        this.ledger = ledger;
    }

    void start(NodeClient node, String study) {
        stopped = false;
        for (int i = 0; i < AT_ONCE; i++) {
            String ae = "CT" + i;
            Thread thread = new Thread(() -> sendUntilItBreaks(node, ae, study), "sender-" + i);
            thread.start();
            running.add(thread);
        }
    }

    private void sendUntilItBreaks(NodeClient node, String ae, String study) {
        SoakImage image = null;
        try (Association association = node.openToStore(ae)) {
            while (!stopped) {
                image = again.poll();
                if (image == null) {
                    image = new SoakImage(study, numbers.incrementAndGet());
                }
                ledger.offered(image);
                Outcome outcome = NodeClient.store(association, image);
                if (outcome.equals(Outcome.SUCCESS)) {
                    ledger.acknowledged(image);
                } else {
                    ledger.refused(outcome.toString());
                }
                image = null;
            }
        } catch (IOException e) {
            // the node was killed; what it has not acknowledged, it may or may not have
            if (image != null) {
                again.add(image);
            }
        }
    }

    /** Has them end after the image that each is at, and waits for that. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : running) {
            thread.join();
        }
        running.clear();
    }
}
