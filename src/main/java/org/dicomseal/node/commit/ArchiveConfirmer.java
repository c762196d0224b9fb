package org.dicomseal.node.commit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.spool.Cause;
import org.dicomseal.spool.Confirmations;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees, round by round, that what one archive took is shown to be kept: asks for what is due, with growing waits, and gives up what
 * waited too long, so that it is forwarded anew. One round at a time.
 */
final class ArchiveConfirmer {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveConfirmer.class);
    private static final int PAGE = 500;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Asks an archive for some objects, in its own way, and settles what it can. */
    @FunctionalInterface
    interface Asking {
        void ask(ArchiveConfig archive, Confirmations confirmations, List<QueueEntry> due) throws IOException;
    }

    private record Next(Instant at, Duration pause) {
    }

    private final Spool spool;
    private final Clock clock;
    private final Map<String, Next> again = new HashMap<>();

    ArchiveConfirmer(Spool spool, Clock clock) {
        this.spool = spool;
        this.clock = clock;
    }

    /** One look at all that the archive has yet to confirm. */
    synchronized void round(ArchiveConfig archive, Asking asking) {
        Confirmations confirmations = spool.confirmations(archive.name());
        Set<String> seen = new HashSet<>();
        String trouble = "it is not confirmed";
        String after = null;
        for (List<QueueEntry> page; !(page = confirmations.awaited(after, PAGE)).isEmpty(); ) {
            after = page.get(page.size() - 1).id();
            page.forEach(entry -> seen.add(entry.id()));
            List<QueueEntry> due = due(page);
            if (!due.isEmpty()) {
                try {
                    asking.ask(archive, confirmations, due);
                } catch (IOException e) {
                    trouble = e.getMessage();
                    LOG.warn("archive {} can't be asked whether it keeps {} objects: {}", archive.name(), due.size(), trouble);
                }
            }
        }
        again.keySet().retainAll(seen);
        giveUpLateOnes(archive, confirmations, trouble);
    }

    private List<QueueEntry> due(List<QueueEntry> page) {
        Instant now = clock.instant();
        List<QueueEntry> due = new ArrayList<>();
        for (QueueEntry entry : page) {
            Next next = again.get(entry.id());
            if (next == null || !now.isBefore(next.at)) {
                due.add(entry);
                Duration pause = next == null ? FIRST : next.pause.multipliedBy(2);
                Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
                again.put(entry.id(), new Next(now.plus(bounded), bounded));
            }
        }
        return due;
    }

    private void giveUpLateOnes(ArchiveConfig archive, Confirmations confirmations, String trouble) {
        Instant latest = clock.instant().minus(archive.commitmentWait());
        String after = null;
        for (List<QueueEntry> page; !(page = confirmations.awaited(after, PAGE)).isEmpty(); ) {
            after = page.get(page.size() - 1).id();
            for (QueueEntry entry : page) {
                if (entry.confirmation().delivered().isBefore(latest)) {
                    again.remove(entry.id());
                    confirmations.refuse(entry, Cause.NOT_CONFIRMED, archive.ae() + " took it and did not show in "
                            + archive.commitmentWait() + " that it keeps it: " + trouble);
                }
            }
        }
    }
}
