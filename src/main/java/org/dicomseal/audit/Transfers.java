package org.dicomseal.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Objects on their way, gathered to one message for each association and study (PS3.15 section A.5.3.7 lets one message stand for
 * many objects). A message is made when the association ends, when nothing came for a while, or when it is old.
 */
final class Transfers {

    private static final long QUIET_MILLIS = 10_000;
    private static final long OLD_MILLIS = 60_000;
    private static final int MOST_OPEN = 5_000;

    /**
     * What is gathered in one message.
     *
     * @param owner   the association, or whatever else holds objects together
     * @param text    empty, or what went wrong
     */
    record Way(String owner, Participant source, Participant destination, char action, String patient, String study, int outcome, String text) {
    }

    private static final class Open {
        private final Map<String, Integer> sopClasses = new HashMap<>();
        private final long since;
        private long last;

        Open(long now) {
            since = now;
        }
    }

    private final Map<Way, Open> open = new LinkedHashMap<>();

    /** Adds one object; gives what had to make room for it. */
    synchronized List<AuditMessage> add(Way way, String sopClass, long now) {
        List<AuditMessage> full = open.size() < MOST_OPEN || open.containsKey(way) ? List.of() : take(each -> true);
        Open gathered = open.computeIfAbsent(way, each -> new Open(now));
        gathered.sopClasses.merge(sopClass, 1, Integer::sum);
        gathered.last = now;
        return full;
    }

    /** What an association has brought. */
    synchronized List<AuditMessage> ended(String owner) {
        return take(each -> each.getKey().owner.equals(owner));
    }

    /** What is quiet, or old. */
    synchronized List<AuditMessage> due(long now) {
        return take(each -> now - each.getValue().last >= QUIET_MILLIS || now - each.getValue().since >= OLD_MILLIS);
    }

    synchronized List<AuditMessage> all() {
        return take(each -> true);
    }

    private List<AuditMessage> take(Predicate<Map.Entry<Way, Open>> which) {
        List<AuditMessage> messages = new ArrayList<>();
        for (Iterator<Map.Entry<Way, Open>> each = open.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Way, Open> entry = each.next();
            if (which.test(entry)) {
                messages.add(message(entry.getKey(), entry.getValue()));
                each.remove();
            }
        }
        return messages;
    }

    private static AuditMessage message(Way way, Open gathered) {
        List<Subject> subjects = new ArrayList<>();
        String text = way.text;
        if (way.study.isEmpty() && way.patient.isEmpty() && way.outcome != AuditMessage.SUCCESS) {
            int objects = gathered.sopClasses.values().stream().mapToInt(Integer::intValue).sum();
            text = objects + (objects == 1 ? " object: " : " objects: ") + way.text;
        } else {
            subjects.add(Subject.study(way.study, gathered.sopClasses));
            subjects.add(Subject.patient(way.patient));
        }
        return new AuditMessage(Instant.ofEpochMilli(gathered.last), Code.INSTANCES_TRANSFERRED, null, way.action, way.outcome, text,
                List.of(way.source, way.destination), subjects);
    }
}
