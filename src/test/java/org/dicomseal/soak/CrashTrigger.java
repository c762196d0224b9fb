package org.dicomseal.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits in the node's process for a thread to come by its point, holds that thread there for ever, and tells the process that
 * started this one, which then sends the SIGKILL. Lives in the node's process; public, since the node's classes call it.
 */
public final class CrashTrigger {

    private static final AtomicInteger HITS = new AtomicInteger();

    private static Path armed;
    private static Path reached;
    private static int wanted;

    private CrashTrigger() {
    }

    /** Where one waits for the point's {@code hit}-th time after the file {@code armed} was made, and makes the file {@code reached}. */
    static String arguments(CrashPoint point, int hit, Path armed, Path reached) {
        return point + "," + hit + "," + armed + "," + reached;
    }

    static CrashPoint arm(String arguments) {
        String[] parts = arguments.split(",", 4);
        wanted = Integer.parseInt(parts[1]);
        armed = Path.of(parts[2]);
        reached = Path.of(parts[3]);
        return CrashPoint.valueOf(parts[0]);
    }

    /** Called by the node's threads. */
    public static void reached(String point) {
        if (!Files.exists(armed) || HITS.incrementAndGet() != wanted) {
            return;
        }
        try {
            Files.writeString(reached, point);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (true) {
            LockSupport.park();
        }
    }
}
