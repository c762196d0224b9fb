package org.dicomseal.soak;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the senders know: which images the node has acknowledged, and which it was offered. Guarded by itself. */
final class Ledger {

    private final Map<String, Set<String>> offered = new TreeMap<>();
    private final Map<String, Set<String>> acknowledged = new TreeMap<>();
    private final Set<String> unproved = new HashSet<>();
    private final Set<String> refusals = new TreeSet<>();

    synchronized void offered(SoakImage image) {
        offered.computeIfAbsent(image.study(), study -> new TreeSet<>()).add(image.instance());
        unproved.add(image.study());
    }

    synchronized void acknowledged(SoakImage image) {
        acknowledged.computeIfAbsent(image.study(), study -> new TreeSet<>()).add(image.instance());
    }

    synchronized void refused(String why) {
        refusals.add(why);
    }

    /** Answers other than success: there should be none. */
    synchronized Set<String> refusals() {
        return Set.copyOf(refusals);
    }

    synchronized Set<String> acknowledged(String study) {
        return Set.copyOf(acknowledged.getOrDefault(study, Set.of()));
    }

    synchronized Set<String> offered(String study) {
        return Set.copyOf(offered.getOrDefault(study, Set.of()));
    }

    synchronized int acknowledged() {
        return acknowledged.values().stream().mapToInt(Set::size).sum();
    }

    synchronized int offered() {
        return offered.values().stream().mapToInt(Set::size).sum();
    }

    /** All studies. */
    synchronized Set<String> studies() {
        return Set.copyOf(offered.keySet());
    }

    /** Studies of which something was sent since this was last asked. */
    synchronized Set<String> takeUnproved() {
        Set<String> studies = Set.copyOf(unproved);
        unproved.clear();
        return studies;
    }
}
