package org.dicomseal.spool;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link Note} as {@link Lines} and back. */
final class NoteLines {

    private static final String LABEL = "label.";

    private NoteLines() {
    }

    static SortedMap<String, String> toMap(Note note) {
        SortedMap<String, String> entries = new TreeMap<>();
        entries.put("lane", note.lane());
        entries.put("received", note.received().toString());
        entries.put("size", Long.toString(note.size()));
        note.labels().forEach((name, value) -> entries.put(LABEL + name, value));
        return entries;
    }

    /** @throws IllegalArgumentException if something is missing or malformed */
    static Note fromMap(Map<String, String> entries) {
        SortedMap<String, String> labels = new TreeMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(LABEL)) {
                labels.put(key.substring(LABEL.length()), value);
            }
        });
        try {
            return new Note(entries.get("lane"), Instant.parse(entries.get("received")), Long.parseLong(entries.get("size")), labels);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a note: " + e.getMessage(), e);
        }
    }
}
