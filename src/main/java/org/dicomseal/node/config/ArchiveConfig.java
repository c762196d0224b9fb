package org.dicomseal.node.config;

import java.net.InetSocketAddress;

/**
 * An archive behind the node.
 *
 * @param name        its name in this configuration, and its queue's
 * @param called      our AE title that stands for it: peers store, query and retrieve by calling this one
 * @param calling     our AE title towards the archive
 * @param ae          the archive's own AE title
 * @param tls         whether to connect by TLS
 * @param concurrency most associations for forwarding at once
 * @param fetch       how sealed objects are got back
 * @param unsealed    what to do with an object that we sealed, or any, that comes back unsealed
 * @param mismatch    what to do with a sealed object whose UIDs or Patient ID the archive changed
 */
public record ArchiveConfig(String name, String called, String calling, String ae, String host, int port, boolean tls,
        int concurrency, FetchMethod fetch, Reaction unsealed, Reaction mismatch) {

    /** Looked up anew at each call, so that a changed address is found. */
    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
