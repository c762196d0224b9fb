package org.dicomseal.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.AssociationProposal;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A node that is told to stop while many senders store. */
@Timeout(400)
class StopUnderLoadIT {

    private static final int SENDERS = 6;
    private static final int ROUNDS = 3;
    private static final int OBJECTS = 1_200;

    @TempDir
    Path folder;

    @Test
    void everythingThatWasAcknowledgedIsInTheArchiveInTheEndAndStoppingTakesNoNewCallers() throws Exception {
        List<Specimen> objects = Synthetic.series(OBJECTS, 64);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
                RunningNode node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ARCHIVE", archive.port(), ""),
                        RunningNode.peers())) {
            for (int round = 1; round <= ROUNDS; round++) {
                InetSocketAddress address = node.address();
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < SENDERS; i++) {
                    running.add(senders.submit(() -> sendUntilTheNodeStops(address, objects, next, acknowledged)));
                }
                int enough = OBJECTS * round / (ROUNDS + 2);
                RunningNode.await(() -> acknowledged.size() >= enough);
                node.stop();
                assertThrows(IOException.class, () -> Association.open(address, new AssociationProposal("CT1", RunningNode.CALLED)
                        .context(objects.get(0).sopClass(), objects.get(0).syntax().uid()), NetworkOptions.DEFAULTS, null));
                for (Future<?> sender : running) {
                    sender.get();
                }
                assertTrue(next.get() < OBJECTS, "the senders were done before the node was stopped");
                node.restart();
            }
            node.awaitForwarded();
            Set<String> missing = new TreeSet<>(acknowledged);
            missing.removeAll(archive.sopInstanceUids());
            assertEquals(Set.of(), missing);
        } finally {
            senders.shutdownNow();
        }
    }

    private static Void sendUntilTheNodeStops(InetSocketAddress address, List<Specimen> objects, AtomicInteger next, Set<String> acknowledged) {
        Specimen first = objects.get(0);
        AssociationProposal proposal = new AssociationProposal("CT1", RunningNode.CALLED).context(first.sopClass(), first.syntax().uid());
        try (Association association = Association.open(address, proposal, NetworkOptions.DEFAULTS, null)) {
            for (int i; (i = next.getAndIncrement()) < OBJECTS; ) {
                Specimen object = objects.get(i);
                Outcome outcome = new StoreScu(association)
                        .store(new StoreRequest(object.sopClass(), object.sopInstance(), object.syntax().uid()), object::writeTo);
                if (outcome.equals(Outcome.SUCCESS)) {
                    acknowledged.add(object.sopInstance());
                }
            }
        } catch (IOException e) {
            // The node stops: what it did not acknowledge is the sender's still.
        }
        return null;
    }
}
