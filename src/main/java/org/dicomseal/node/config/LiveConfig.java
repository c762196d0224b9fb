package org.dicomseal.node.config;

/**
 * The configuration that counts now. Who begins something (an association, an operation, a delivery) takes {@link #current}
 * once and keeps it to the end, so that nothing under way sees half of one file and half of another.
 */
public final class LiveConfig {

    private volatile NodeConfig current;

    public LiveConfig(NodeConfig first) {
        this.current = first;
    }

    public NodeConfig current() {
        return current;
    }

    /**
     * Takes over all of a newly read configuration that can change in a running node.
     *
     * @throws ConfigException if what can change does not fit what cannot; nothing has changed then
     */
    public synchronized Reload take(NodeConfig read) throws ConfigException {
        Reload reload = Reload.of(current, read);
        current = reload.now();
        return reload;
    }
}
