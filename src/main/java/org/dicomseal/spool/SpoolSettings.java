package org.dicomseal.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where a spool lives and how much it may take.
 *
 * @param folder     the spool's folder; made, owner-only, if it is missing
 * @param database   where the task rows are
 * @param maxBytes   most bytes of objects in the folder
 * @param lowDisk    bytes of the file system that stay free; below it nothing is taken in
 * @param retry      when failed deliveries are tried again
 * @param stopWait   how long a stop waits for deliveries under way
 */
public record SpoolSettings(Path folder, TaskStore database, long maxBytes, long lowDisk, RetryPolicy retry, Duration stopWait) {

    public SpoolSettings {
        Objects.requireNonNull(folder);
        Objects.requireNonNull(database);
        Objects.requireNonNull(retry);
        Objects.requireNonNull(stopWait);
    }

    /** An embedded database in the folder itself, no byte limit, 1 GiB kept free, standard retries, 30 s to stop. */
    public static SpoolSettings in(Path folder) {
        return new SpoolSettings(folder, new TaskStore.Embedded(folder.resolve("queue.db")), Long.MAX_VALUE, 1L << 30,
                RetryPolicy.standard(), Duration.ofSeconds(30));
    }
}
