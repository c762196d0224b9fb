package org.dicomseal.spool;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stays known of a delivered object when its bytes and its task are gone.
 *
 * @param key    what it is asked for by, at most 64 characters, such as a keyed digest; empty if it is not to be remembered
 * @param labels what else is to be known; no patient data
 */
public record Receipt(String key, SortedMap<String, String> labels) {

    /** Nothing is remembered. */
    public static final Receipt NONE = new Receipt("", Map.of());

    private static final int LONGEST_KEY = 64;

    public Receipt {
        if (key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("a receipt's key has at most " + LONGEST_KEY + " characters");
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public Receipt(String key, Map<String, String> labels) {
        this(key, new TreeMap<>(labels));
    }

    /** The label of that name, or an empty string. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /** With another label. */
    public Receipt with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(labels);
        more.put(name, value);
        return new Receipt(key, more);
    }
}
