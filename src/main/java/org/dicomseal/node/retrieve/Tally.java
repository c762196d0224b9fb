package org.dicomseal.node.retrieve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.dimse.SubOperations;

/** What became of each object of a retrieval. Thread-safe. Each object counts once, whatever is told of it later. */
final class Tally {

    private int total;
    private final Set<String> settled = new HashSet<>();
    private final List<String> failed = new ArrayList<>();
    private int completed;
    private int warnings;
    private String firstReason;

    Tally(int total) {
        this.total = total;
    }

    /** A tally of objects whose number isn't known yet. */
    static Tally ofUnknown() {
        return new Tally(0);
    }

    /** Says how many objects it is about, before anything is told of them. */
    synchronized void expect(int objects) {
        total = objects;
    }

    synchronized void completed(String uid) {
        if (settled.add(uid)) {
            completed++;
            notifyAll();
        }
    }

    synchronized void completedWithWarning(String uid) {
        if (settled.add(uid)) {
            warnings++;
            notifyAll();
        }
    }

    /** @param reason for the final response's comment; no patient's data */
    synchronized void failed(String uid, String reason) {
        if (settled.add(uid)) {
            failed.add(uid);
            firstReason = firstReason == null ? reason : firstReason;
            notifyAll();
        }
    }

    synchronized boolean isSettled(String uid) {
        return settled.contains(uid);
    }

    synchronized SubOperations counts() {
        return new SubOperations(cut(total - settled.size()), cut(completed), cut(failed.size()), cut(warnings));
    }

    /** Counts are US. */
    private static int cut(int count) {
        return Math.min(0xFFFF, count);
    }

    synchronized List<String> failed() {
        return List.copyOf(failed);
    }

    /** Why the first that failed did. */
    synchronized Optional<String> firstReason() {
        return Optional.ofNullable(firstReason);
    }

    /** Waits until something was told beyond the given number of settled objects, or the time is over. */
    synchronized int awaitMore(int seen, long millis) throws InterruptedException {
        if (settled.size() <= seen) {
            wait(millis);
        }
        return settled.size();
    }

    /** Wakes who waits. */
    synchronized void wake() {
        notifyAll();
    }
}
