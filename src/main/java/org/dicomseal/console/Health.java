package org.dicomseal.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.WhenLocked;
import org.dicomseal.spool.LaneDepth;
import org.dicomseal.spool.QueueState;
import org.dicomseal.spool.SpoolException;
import org.dicomseal.spool.SpoolRoom;

/**
 * Whether the node can do its work. A failed check means that it refuses callers now; a warning asks for a person, and
 * takes no node out of service. Answers are kept for a moment, so that nobody can make the node busy with its own health.
 */
final class Health {

    enum State { OK, WARN, FAIL }

    /** @param text no patient's data */
    record Check(String name, State state, String text) {
    }

    /** All checks, the worst of them first in {@code state}. */
    record Report(State state, List<Check> checks) {
    }

    private static final long KEPT_NANOS = 2_000_000_000L;

    private final Node node;
    private Report last;
    private long lastAt;

    Health(Node node) {
        this.node = node;
    }

    synchronized Report report() {
        if (last == null || System.nanoTime() - lastAt > KEPT_NANOS) {
            List<Check> checks = new ArrayList<>(List.of(listeners(), keystore(), spoolFolder(), room(), database()));
            node.context().events().obstacle().ifPresent(text -> checks.add(new Check("record", State.FAIL, text)));
            node.context().events().troubles().forEach(text -> checks.add(new Check("record", State.WARN, text)));
            State worst = checks.stream().map(Check::state).max(State::compareTo).orElse(State.OK);
            last = new Report(worst, List.copyOf(checks));
            lastAt = System.nanoTime();
        }
        return last;
    }

    private Check listeners() {
        return node.isListening() ? ok("listeners", node.associations() + " associations")
                : fail("listeners", "not listening: the node stops");
    }

    private Check keystore() {
        Optional<String> problem = node.keysProblem();
        if (problem.isEmpty()) {
            return ok("keystore", "unlocked");
        }
        boolean waits = node.context().config().keystore().locked() == WhenLocked.ACCEPT;
        return waits ? new Check("keystore", State.WARN, problem.get() + ": what comes in waits")
                : fail("keystore", problem.get() + ": what comes in is refused");
    }

    /** Writes, syncs and deletes a small file. */
    private Check spoolFolder() {
        Path probe = node.context().config().spool().folder().resolve(".probe");
        try (FileChannel file = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.DELETE_ON_CLOSE)) {
            file.write(ByteBuffer.wrap("probe".getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
            return ok("spool", "writable");
        } catch (IOException e) {
            return fail("spool", "cannot be written: " + e);
        }
    }

    private Check room() {
        try {
            SpoolRoom room = node.spool().room();
            String text = (room.diskFree() >> 20) + " MiB of disk free, " + (room.used() >> 20) + " MiB in the spool";
            return room.isThere() ? ok("room", text) : fail("room", text + ": nothing more is taken in");
        } catch (IOException e) {
            return fail("room", e.toString());
        }
    }

    private Check database() {
        try {
            List<LaneDepth> depths = node.spool().depths();
            long dead = depths.stream().filter(depth -> depth.state() == QueueState.DEAD).mapToLong(LaneDepth::count).sum();
            long all = depths.stream().mapToLong(LaneDepth::count).sum();
            return dead == 0 ? ok("queue", all + " objects")
                    : new Check("queue", State.WARN, all + " objects, " + dead + " of them given up: see failures");
        } catch (SpoolException e) {
            return fail("queue", "the database does not answer: " + e.getMessage());
        }
    }

    private static Check ok(String name, String text) {
        return new Check(name, State.OK, text);
    }

    private static Check fail(String name, String text) {
        return new Check(name, State.FAIL, text);
    }
}
