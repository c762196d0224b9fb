package org.dicomseal.spool;

import java.nio.file.Path;
import java.util.Objects;

/** Which database holds the task rows. */
public sealed interface TaskStore {

    /** SQLite in a file of its own: one node, one process. */
    record Embedded(Path file) implements TaskStore {
        public Embedded {
            Objects.requireNonNull(file);
        }
    }

    /**
     * PostgreSQL, shared by several nodes over one shared spool folder.
     *
     * @param url      {@code jdbc:postgresql://host:port/database}
     * @param password kept out of {@link #toString()}
     * @param nodeName this node's own name among them: two live nodes must never share one
     */
    record Shared(String url, String user, String password, String nodeName) implements TaskStore {
        public Shared {
            Objects.requireNonNull(url);
            Objects.requireNonNull(nodeName);
        }

        @Override
        public String toString() {
            return "Shared[" + url + ", user " + user + ", node " + nodeName + "]";
        }
    }
}
