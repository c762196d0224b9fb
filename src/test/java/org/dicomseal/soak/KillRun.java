package org.dicomseal.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;

/**
 * One node's life: it is started, stored to, killed, and started again in the same folder, as often as told; and now and then every
 * image that the senders were told of is fetched back through the node and compared.
 */
final class KillRun implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 600_000;
    private static final int LONGEST_LOAD_MILLIS = 800;
    private static final int LONGEST_START_MILLIS = 2500;

    private final SoakNode place;
    private final Random random;
    private final Ledger ledger = new Ledger();
    private final Senders senders = new Senders(ledger);
    private final NodeClient client;
    private final Findings findings = new Findings();
    private NodeProcess node;

    /** @param seed of all that is left to chance */
    KillRun(SoakNode place, long seed) {
        this.place = place;
        this.client = place.client();
        this.random = new Random(seed);
    }

    /** Kills a node under load as it comes by this point, for the given time since the load has begun (1: the first); or at its start. */
    void killAt(CrashPoint point, int hit) throws IOException, InterruptedException {
        Path armed = place.folder().resolve("armed");
        Path reached = place.folder().resolve("reached");
        Files.deleteIfExists(armed);
        Files.deleteIfExists(reached);
        boolean atStart = point == CrashPoint.DURING_RECONCILIATION;
        if (atStart) {
            Files.createFile(armed);
        }
        start(List.of(CrashAgent.option(place.folder(), CrashTrigger.arguments(point, atStart ? 1 : hit, armed, reached))));
        if (!atStart) {
            node.awaitListening();
            senders.start(client, Uids.random());
            Files.createFile(armed);
        }
        boolean came = await(() -> Files.exists(reached));
        end();
        if (!came) {
            throw new IOException("the node never came to " + point + ": " + node.output());
        }
    }

    /** Kills a node at a moment of chance: mostly under load, sometimes while it starts. */
    void killSometime() throws IOException, InterruptedException {
        start(List.of());
        if (random.nextInt(8) == 0) {
            Thread.sleep(random.nextInt(LONGEST_START_MILLIS));
        } else {
            node.awaitListening();
            senders.start(client, Uids.random());
            Thread.sleep(random.nextInt(LONGEST_LOAD_MILLIS));
        }
        end();
    }

    private void start(List<String> options) throws IOException {
        List<String> all = new ArrayList<>(SoakNode.STARTS_SOON);
        all.addAll(options);
        node = place.start(all);
    }

    private void end() throws InterruptedException {
        node.kill();
        senders.stop();
        findings.kills++;
    }

    /** Starts a node and compares what was sent since the last time. */
    void prove() throws IOException, InterruptedException {
        prove(ledger.takeUnproved(), false);
    }

    /** Compares everything that was ever sent, and waits until nothing is left to do for the node and in its folder. */
    void proveAll() throws IOException, InterruptedException {
        prove(ledger.studies(), true);
    }

    private void prove(Set<String> studies, boolean untilNothingIsLeft) throws IOException, InterruptedException {
        start(List.of());
        node.awaitListening();
        for (String study : studies) {
            prove(study);
        }
        findings.acknowledged = ledger.acknowledged();
        findings.offered = ledger.offered();
        if (untilNothingIsLeft && !await(() -> place.spooled().isEmpty())) {
            findings.problems.add("left in the spool: " + place.spooled());
        }
        findings.problems.addAll(ledger.refusals());
        findings.problems.addAll(complaints());
        node.stop();
    }

    private void prove(String study) throws IOException, InterruptedException {
        Set<String> acknowledged = ledger.acknowledged(study);
        Set<String> shown = await(acknowledged, study);
        Set<String> whole = new TreeSet<>();
        RetrieveOutcome outcome = client.get(study, (association, request, dataSet) -> {
            List<String> differences = SoakImage.of(study, request.sopInstance())
                    .differencesFrom(dataSet.readAllBytes(), request.transferSyntax());
            if (differences.isEmpty()) {
                whole.add(request.sopInstance());
            } else {
                findings.altered.add(request.sopInstance() + ": " + differences);
            }
            return Outcome.SUCCESS;
        });
        for (String instance : acknowledged) {
            if (!whole.contains(instance)) {
                findings.lost.add(instance + " (" + outcome.outcome() + ")");
            }
        }
        for (String instance : shown) {
            if (!whole.contains(instance) && !acknowledged.contains(instance)) {
                findings.partlyVisible.add(instance + " (" + outcome.outcome() + ")");
            }
        }
        Set<String> unasked = new HashSet<>(whole);
        unasked.removeAll(ledger.offered(study));
        findings.problems.addAll(unasked);
        findings.arrivedUnacknowledged += (int) whole.stream().filter(instance -> !acknowledged.contains(instance)).count();
    }

    /** Waits until the archive shows all of these, or nothing more is to be expected; gives what it shows. */
    private Set<String> await(Set<String> acknowledged, String study) throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (true) {
            boolean over = place.spooled().isEmpty() || System.currentTimeMillis() > end;
            Set<String> shown = client.find(study);
            if (over || shown.containsAll(acknowledged)) {
                return shown;
            }
            Thread.sleep(20);
        }
    }

    /** What the node itself calls an error: nothing that a kill does may look like a damage to it. */
    private List<String> complaints() throws IOException {
        return node.output().lines().filter(line -> line.contains(" ERROR ")).toList();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static boolean await(Condition condition) throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!condition.holds()) {
            if (System.currentTimeMillis() > end) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }

    Findings findings() {
        return findings;
    }

    /** What became of the images; the lists should be empty. */
    static final class Findings {
        int kills;
        int offered;
        int acknowledged;
        int arrivedUnacknowledged;
        final Set<String> lost = new TreeSet<>();
        final Set<String> altered = new TreeSet<>();
        final Set<String> partlyVisible = new TreeSet<>();
        final Set<String> problems = new TreeSet<>();

        @Override
        public String toString() {
            return "%d kills, %d images offered, %d acknowledged: %d lost, %d altered, %d partly visible, %d other problems"
                    .formatted(kills, offered, acknowledged, lost.size(), altered.size(), partlyVisible.size(), problems.size());
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (node != null) {
            node.close();
        }
        senders.stop();
    }
}
