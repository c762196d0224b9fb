package org.dicomseal.node;

import java.nio.file.Path;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.keys.KeySource;
import org.dicomseal.node.config.LiveConfig;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.events.NodeEvents;

/**
 * What the services of a running node share.
 *
 * @param live    the configuration, which may change while the node runs
 * @param tls     the node's TLS identity, or null if it has none
 * @param scratch folder for ciphertext that waits while an object is worked on; emptied at start
 * @param budget  memory for objects being sealed and unsealed
 * @param events  is told what happens
 */
public record NodeContext(LiveConfig live, KeySource keys, TlsOptions tls, Path scratch, WorkBudget budget,
        NodeEvents events) {

    /** The configuration that counts now; take it once for all that belongs together. */
    public NodeConfig config() {
        return live.current();
    }

    /** TLS for a connection of ours, or null for a plain one. */
    public TlsOptions tlsIf(boolean wanted) {
        return wanted ? tls : null;
    }
}
