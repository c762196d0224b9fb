package org.dicomseal.dimse;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Listens for associations and serves them, one thread each. */
public final class DimseServer implements AutoCloseable {

    /**
     * Binds and starts to accept.
     *
     * @throws IOException if the address can't be bound
     */
    public static DimseServer start(ServerOptions options, AssociationPolicy policy, DimseServices services) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The address it is bound to, with the real port. */
    public InetSocketAddress address() {
        throw new UnsupportedOperationException();
    }

    /** How many associations there are now. */
    public int associations() {
        throw new UnsupportedOperationException();
    }

    /** Stops accepting, lets running operations end within the stop wait, aborts what is left. Returns when all is over. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
