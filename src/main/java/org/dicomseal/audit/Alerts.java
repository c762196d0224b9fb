package org.dicomseal.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the first of many like alerts through, and counts the others of the next minute into one more: who knocks ten
 * thousand times fills no disk.
 */
final class Alerts {

    private static final long WINDOW_MILLIS = 60_000;
    private static final int MOST_KINDS = 2_000;

    private static final class Seen {
        private final long since;
        private AuditMessage last;
        private int more;

        Seen(long now) {
            since = now;
        }
    }

    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /** The message if it is to be written now; else it is counted. */
    synchronized Optional<AuditMessage> offer(String kind, AuditMessage message, long now) {
        Seen before = seen.get(kind);
        if (before != null) {
            before.last = message;
            before.more++;
            return Optional.empty();
        }
        if (seen.size() >= MOST_KINDS) {
            // So many kinds at once: these go under one name, until the first of them are over.
            return kind.isEmpty() ? Optional.of(message) : offer("", message, now);
        }
        seen.put(kind, new Seen(now));
        return Optional.of(message);
    }

    /** What stands for those that were counted. */
    synchronized List<AuditMessage> due(long now) {
        List<AuditMessage> messages = new ArrayList<>();
        for (Iterator<Seen> each = seen.values().iterator(); each.hasNext(); ) {
            Seen kind = each.next();
            if (now - kind.since >= WINDOW_MILLIS) {
                each.remove();
                if (kind.more > 0) {
                    messages.add(summary(kind));
                }
            }
        }
        return messages;
    }

    private static AuditMessage summary(Seen kind) {
        AuditMessage last = kind.last;
        String text = last.description() + " (" + kind.more + " more times since the one before)";
        return new AuditMessage(last.at(), last.event(), last.type(), last.action(), last.outcome(), text, last.participants(), last.subjects());
    }
}
