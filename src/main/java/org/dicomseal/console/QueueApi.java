package org.dicomseal.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dicomseal.node.Labels;
import org.dicomseal.node.Node;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.spool.LaneDepth;
import org.dicomseal.spool.QueueEntry;
import org.dicomseal.spool.QueueState;

/** The queue: looked at in pages, put back, and, after a second thought, dropped. */
final class QueueApi {

    private static final int PAGE = 100;
    private static final int MOST = 1000;
    private static final List<QueueState> FAILED = List.of(QueueState.RETRYING, QueueState.DEAD);

    private final Node node;
    private final NodeEvents events;
    private final Confirmed drops = new Confirmed();

    QueueApi(Node node) {
        this.node = node;
        this.events = node.context().events();
    }

    /** Counts, and one page of entries. {@code after} names the last entry of the page before. */
    Answer list(Map<String, String> parameters) {
        QueueState state = null;
        int limit = PAGE;
        try {
            String wanted = parameters.getOrDefault("state", "");
            state = wanted.isEmpty() ? null : QueueState.valueOf(wanted.toUpperCase());
            limit = Math.max(1, Math.min(MOST, Integer.parseInt(parameters.getOrDefault("limit", Integer.toString(PAGE)))));
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "state is one of " + List.of(QueueState.values()) + ", limit a number");
        }
        List<QueueEntry> page = node.spool().list(state, parameters.get("archive"), parameters.get("after"), limit);
        return page(node.spool().depths(), page, limit);
    }

    /** What failed and is tried again, or was given up. */
    Answer failures(Map<String, String> parameters) {
        List<QueueEntry> page = new ArrayList<>(failures(parameters.get("archive"), parameters.get("after"), PAGE));
        return page(node.spool().depths().stream().filter(depth -> FAILED.contains(depth.state())).toList(), page, PAGE);
    }

    List<QueueEntry> failures(String archive, String after, int limit) {
        List<QueueEntry> all = new ArrayList<>();
        FAILED.forEach(state -> all.addAll(node.spool().list(state, archive, after, limit)));
        all.sort((a, b) -> a.id().compareTo(b.id()));
        return all.subList(0, Math.min(limit, all.size()));
    }

    private static Answer page(List<LaneDepth> depths, List<QueueEntry> page, int limit) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("depths", depths.stream().map(QueueApi::toMap).toList());
        answer.put("entries", page.stream().map(QueueApi::toMap).toList());
        if (page.size() == limit) {
            answer.put("next", page.get(page.size() - 1).id());
        }
        return Answer.json(answer);
    }

    private static Map<String, Object> toMap(LaneDepth depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("archive", depth.lane());
        map.put("state", depth.state().name().toLowerCase());
        map.put("count", depth.count());
        map.put("oldest", depth.oldest().toString());
        return map;
    }

    /** UIDs name an object and its study to an operator, and nobody to a stranger; what names a patient is not kept with the queue. */
    private static Map<String, Object> toMap(QueueEntry entry) {
        Labels labels = Labels.of(entry.note());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", entry.id());
        map.put("state", entry.state().name().toLowerCase());
        map.put("archive", entry.note().lane());
        map.put("received", entry.note().received().toString());
        map.put("bytes", entry.note().size());
        map.put("from", labels.callingAe());
        map.put("route", labels.route());
        map.put("modality", labels.modality());
        map.put("sopClass", labels.sopClass());
        map.put("sopInstance", labels.sopInstance());
        map.put("study", labels.study());
        map.put("attempts", entry.attempts());
        map.put("next", entry.next() == null ? null : entry.next().toString());
        if (entry.failure() != null) {
            map.put("cause", entry.failure().cause().name().toLowerCase());
            map.put("message", entry.failure().message());
            map.put("failedAt", entry.failure().at().toString());
        }
        return map;
    }

    Answer show(String id) {
        return node.spool().find(id).map(entry -> Answer.json(toMap(entry))).orElseGet(() -> unknown(id));
    }

    Answer requeue(String id) {
        boolean done = node.spool().requeue(id);
        events.operated("requeue " + id, done);
        return done ? Answer.json(Map.of("requeued", 1)) : busyOrGone(id);
    }

    /** All that failed of one archive. */
    Answer requeueAll(String archive) {
        int count = 0;
        for (QueueState state : FAILED) {
            String after = null;
            for (List<QueueEntry> page; !(page = node.spool().list(state, archive, after, MOST)).isEmpty(); ) {
                for (QueueEntry entry : page) {
                    count += node.spool().requeue(entry.id()) ? 1 : 0;
                    after = entry.id();
                }
            }
        }
        events.operated("requeue all of " + archive, true);
        return Answer.json(Map.of("requeued", count));
    }

    /** The first call is answered with a word that a second one must say: nobody drops an image by a slip. */
    Answer drop(String id, Map<String, String> parameters) {
        Optional<QueueEntry> entry = node.spool().find(id);
        if (entry.isEmpty()) {
            return unknown(id);
        }
        String word = parameters.get("confirm");
        if (word == null) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("confirm", drops.word(id));
            answer.put("within", Confirmed.VALID.toSeconds() + " s");
            answer.put("warning", "the object is deleted for good, and its archive does not have it");
            answer.put("entry", toMap(entry.get()));
            return Answer.json(202, answer);
        }
        if (!drops.confirms(id, word)) {
            return Answer.error(409, "not confirmed: that word was never given for this object, or too long ago");
        }
        boolean done = node.spool().drop(id);
        events.operated("drop " + id, done);
        return done ? Answer.json(Map.of("dropped", id)) : busyOrGone(id);
    }

    private Answer busyOrGone(String id) {
        return node.spool().find(id).isPresent() ? Answer.error(409, id + " is being worked on") : unknown(id);
    }

    private static Answer unknown(String id) {
        return Answer.error(404, "no object " + id + " in the queue");
    }
}
