package org.dicomseal.spool;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about a spooled object beside its bytes. It is kept at the end of the object's own file, so that the
 * directory alone is enough to build the queue anew; the task row holds a copy.
 *
 * @param lane     the queue it waits in: the name of the archive it goes to
 * @param received when it was taken in
 * @param size     its length in bytes
 * @param labels   whatever else its owner needs to know it by (AE titles, UIDs, syntax); no patient data. Objects of a lane
 *                 with the same {@link #KEY} are versions of one thing, and are delivered one after another
 */
public record Note(String lane, Instant received, long size, SortedMap<String, String> labels) {

    /** The label that says what an object is a version of. */
    public static final String KEY = "key";

    public Note {
        Objects.requireNonNull(lane);
        Objects.requireNonNull(received);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public Note(String lane, Instant received, long size, Map<String, String> labels) {
        this(lane, received, size, new TreeMap<>(labels));
    }

    /** What it is a version of, or null. */
    String key() {
        String key = label(KEY);
        return key.isEmpty() ? null : key;
    }

    /** The label of that name, or an empty string. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
