package org.dicomseal.dimse;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server listens.
 *
 * @param address to bind to; port 0 takes a free one
 * @param tls empty for plain sockets
 * @param maxAssociations at the same time, in all; what comes above is rejected "local limit exceeded", transiently
 * @param maxAssociationsPerPeer at the same time, from one address
 * @param stopWait for associations to end by themselves when the server stops; then they are aborted
 */
public record ServerOptions(
        InetSocketAddress address, Optional<TlsOptions> tls, NetworkOptions network,
        int maxAssociations, int maxAssociationsPerPeer, Duration stopWait) {

    /** Plain sockets, 200 associations in all and from one address, 10 s to stop. */
    public static ServerOptions at(InetSocketAddress address) {
        return new ServerOptions(address, Optional.empty(), NetworkOptions.DEFAULTS, 200, 200, Duration.ofSeconds(10));
    }

    public ServerOptions withTls(TlsOptions options) {
        return new ServerOptions(address, Optional.of(options), network, maxAssociations, maxAssociationsPerPeer, stopWait);
    }

    public ServerOptions withNetwork(NetworkOptions options) {
        return new ServerOptions(address, tls, options, maxAssociations, maxAssociationsPerPeer, stopWait);
    }

    public ServerOptions withMaxAssociations(int all, int perPeer) {
        return new ServerOptions(address, tls, network, all, perPeer, stopWait);
    }

    public ServerOptions withStopWait(Duration wait) {
        return new ServerOptions(address, tls, network, maxAssociations, maxAssociationsPerPeer, wait);
    }
}
