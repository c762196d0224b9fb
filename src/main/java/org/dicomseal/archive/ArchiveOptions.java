package org.dicomseal.archive;

import java.nio.file.Path;

/**
 * How an embedded archive runs.
 *
 * @param folder  where objects are kept, one file each; made if it doesn't exist, its objects are known again at start
 * @param aeTitle what callers must call it
 * @param port    on loopback; 0 for a free one
 */
public record ArchiveOptions(Path folder, String aeTitle, int port, Habits habits) {

    /** A free port, no habits. */
    public ArchiveOptions(Path folder, String aeTitle) {
        this(folder, aeTitle, 0, Habits.none());
    }

    public ArchiveOptions with(Habits other) {
        return new ArchiveOptions(folder, aeTitle, port, other);
    }
}
