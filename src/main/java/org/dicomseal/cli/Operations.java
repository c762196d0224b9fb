package org.dicomseal.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.dicomseal.audit.AuditTrail;
import org.dicomseal.console.Console;
import org.dicomseal.console.Metrics;
import org.dicomseal.node.ConfigFile;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.node.events.Watchers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators have of a running node: metrics, audit trail, console, and a configuration that is read anew. */
final class Operations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final NodeConfig config;
    private final Metrics metrics = new Metrics();
    private final AuditTrail audit;
    private ConfigFile file;
    private Console console;
    private boolean closed;

    /** @throws IOException if the audit trail cannot be opened */
    Operations(NodeConfig config) throws IOException {
        this.config = config;
        this.audit = AuditTrail.open(config);
    }

    /** What the node must tell. */
    NodeEvents events() {
        return new Watchers(metrics, audit);
    }

    /**
     * Begins when the node runs.
     *
     * @throws IOException if the console cannot listen where the configuration says
     */
    void attend(Node node, Path configuration) throws IOException {
        file = new ConfigFile(configuration, node);
        if (config.watchConfiguration()) {
            file.watch(LOOK);
        }
        if (!config.console().enabled()) {
            return;
        }
        try {
            console = Console.start(config.console(), node, file, metrics);
        } catch (IOException e) {
            if (config.console().explicit()) {
                throw e;
            }
            // Nobody asked for it: no reason to keep a node from its work.
            LOG.error("no console: {}", e.getMessage());
        }
    }

    /** Where the console listens, if there is one. */
    Optional<InetSocketAddress> address() {
        return Optional.ofNullable(console).map(Console::address);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (console != null) {
            console.close();
        }
        if (file != null) {
            file.close();
        }
        metrics.close();
        try {
            audit.close();
        } catch (IOException e) {
            LOG.error("audit trail", e);
        }
    }
}
