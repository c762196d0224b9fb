package org.dicomseal.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.Reload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration file of a running node, read anew when somebody asks, or when it changed. It is looked at in intervals
 * rather than watched by the operating system, which tells nothing of files on network shares and of mounted links that are
 * turned to another file.
 */
public final class ConfigFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);

    private record Stamp(FileTime modified, long size, Object key) {
    }

    private final Path file;
    private final Node node;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "configuration");
        thread.setDaemon(true);
        return thread;
    });
    private Stamp taken;
    private Stamp seen;

    /** @param node that runs with this file */
    public ConfigFile(Path file, Node node) {
        this.file = file;
        this.node = node;
        taken = stamp();
        seen = taken;
    }

    /**
     * Reads the file and takes over what can change.
     *
     * @throws ConfigException with every mistake in it; nothing has changed then
     * @throws IOException     if it cannot be read; nothing has changed then
     */
    public synchronized Reload reload() throws ConfigException, IOException {
        taken = stamp();
        return node.reload(NodeConfig.load(file));
    }

    /** Looks at the file in intervals from now on, and takes it over once it has changed and then stayed the same for one. */
    public void watch(Duration interval) {
        watcher.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        Stamp now = stamp();
        boolean settled = now != null && now.equals(seen) && !now.equals(taken);
        seen = now;
        if (!settled) {
            return;
        }
        try {
            reload();
        } catch (ConfigException e) {
            LOG.error("the changed configuration is not taken over:\n{}", e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("the changed configuration is not taken over", e);
        }
    }

    /** Null while there is no such file. */
    private Stamp stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            LOG.debug("{}: {}", file, e.toString());
            return null;
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
