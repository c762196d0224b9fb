package org.dicomseal.node.retrieve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The associations on which one retrieval fetches now, and whether it still should. Thread-safe. */
final class FetchLanes {

    /** One of them; closing it takes it out. */
    interface Lane extends AutoCloseable {
        @Override
        void close();
    }

    private final Set<Fetcher> open = new LinkedHashSet<>();
    private boolean cancelled;

    /** Takes one in; if all was cancelled before, it is too. */
    Lane open(Fetcher fetcher) {
        boolean tooLate;
        synchronized (this) {
            open.add(fetcher);
            tooLate = cancelled;
        }
        if (tooLate) {
            fetcher.cancel();
        }
        return () -> {
            synchronized (this) {
                open.remove(fetcher);
            }
        };
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Asks the archive to stop, for good. */
    void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        forEach(Fetcher::cancel);
    }

    /** Leaves the archive, whatever it is at. */
    void abort() {
        synchronized (this) {
            cancelled = true;
        }
        forEach(Fetcher::abort);
    }

    /** Asks the archive to stop what it is at, and no more. */
    void stopUnits() {
        forEach(Fetcher::stopUnit);
    }

    private void forEach(Consumer<Fetcher> action) {
        List<Fetcher> now;
        synchronized (this) {
            now = new ArrayList<>(open);
        }
        now.forEach(action);
    }
}
