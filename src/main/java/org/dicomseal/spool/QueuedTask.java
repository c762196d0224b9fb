package org.dicomseal.spool;

import java.time.Instant;
import java.util.SortedMap;

/**
 * What a task row says about its object.
 *
 * @param since    when it was queued or last requeued: its age counts from here
 * @param attempts failed attempts since then
 * @param counted  how many of these had a cause that deserves {@link Cause.Retry#A_FEW_TIMES}: days at a closed door take none of
 *                 the tries that a refusal has
 * @param passed   how many of these fell into a time in which other objects of its lane got through
 * @param failure  the last failure, or null
 * @param confirmation of its delivery, if that is awaited, else null
 */
record QueuedTask(Note note, Instant since, int attempts, int counted, int passed, Failure failure, Confirmation confirmation) {

    static QueuedTask fresh(Note note) {
        return new QueuedTask(note, note.received(), 0, 0, 0, null, null);
    }

    QueuedTask failed(Failure now, boolean othersPassed) {
        // waiting for a key is no attempt: the archive's own failures are counted from none
        int attempt = now.cause() == Cause.LOCKED ? 0 : 1;
        int few = now.cause().retry() == Cause.Retry.A_FEW_TIMES ? 1 : 0;
        return new QueuedTask(note, since, attempts + attempt, counted + few, passed + (othersPassed ? 1 : 0), now, null);
    }

    /** Taken by the other side; the confirmation is awaited. */
    QueuedTask delivered(Confirmation awaited) {
        return new QueuedTask(note, since, attempts, counted, passed, failure, awaited);
    }

    /** Given up for a reason that lies outside of any attempt. */
    QueuedTask givenUp(Failure why) {
        return new QueuedTask(note, since, attempts, counted, passed, why, null);
    }

    /** Due again at the wish of a person: a new age and new attempts; the last failure stays to be seen. */
    static QueuedTask requeued(QueueEntry entry, Instant now) {
        return new QueuedTask(entry.note(), now, 0, 0, 0, entry.failure(), null);
    }

    byte[] toBytes() {
        SortedMap<String, String> entries = NoteLines.toMap(note);
        entries.put("since", since.toString());
        entries.put("attempts", Integer.toString(attempts));
        entries.put("counted", Integer.toString(counted));
        entries.put("passed", Integer.toString(passed));
        if (failure != null) {
            entries.put("failure.cause", failure.cause().name());
            entries.put("failure.message", failure.message());
            entries.put("failure.at", failure.at().toString());
        }
        if (confirmation != null) {
            confirmation.writeTo(entries);
        }
        return Lines.write(entries);
    }

    static QueuedTask fromBytes(byte[] bytes) {
        SortedMap<String, String> entries = Lines.read(bytes);
        Failure failure = !entries.containsKey("failure.cause") ? null : new Failure(
                Cause.valueOf(entries.get("failure.cause")), entries.get("failure.message"), Instant.parse(entries.get("failure.at")));
        return new QueuedTask(NoteLines.fromMap(entries), Instant.parse(entries.get("since")),
                Integer.parseInt(entries.get("attempts")), Integer.parseInt(entries.getOrDefault("counted", "0")), Integer.parseInt(entries.get("passed")), failure,
                Confirmation.readFrom(entries));
    }
}
