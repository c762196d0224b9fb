package org.dicomseal.spool;

import java.time.Instant;
import java.util.SortedMap;

/**
 * What a task row says about its object.
 *
 * @param since    when it was queued or last requeued: its age counts from here
 * @param attempts failed attempts since then
 * @param failure  the last failure, or null
 */
record QueuedTask(Note note, Instant since, int attempts, Failure failure) {

    static QueuedTask fresh(Note note) {
        return new QueuedTask(note, note.received(), 0, null);
    }

    QueuedTask failed(Failure now) {
        return new QueuedTask(note, since, attempts + 1, now);
    }

    byte[] toBytes() {
        SortedMap<String, String> entries = NoteLines.toMap(note);
        entries.put("since", since.toString());
        entries.put("attempts", Integer.toString(attempts));
        if (failure != null) {
            entries.put("failure.cause", failure.cause().name());
            entries.put("failure.message", failure.message());
            entries.put("failure.at", failure.at().toString());
        }
        return Lines.write(entries);
    }

    static QueuedTask fromBytes(byte[] bytes) {
        SortedMap<String, String> entries = Lines.read(bytes);
        Failure failure = !entries.containsKey("failure.cause") ? null : new Failure(
                Cause.valueOf(entries.get("failure.cause")), entries.get("failure.message"), Instant.parse(entries.get("failure.at")));
        return new QueuedTask(NoteLines.fromMap(entries), Instant.parse(entries.get("since")),
                Integer.parseInt(entries.get("attempts")), failure);
    }
}
