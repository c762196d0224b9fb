package org.dicomseal.dimse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An established association, of either side. One thread receives; any thread may send (messages don't mix).
 * The services' users (EchoScu, StoreScu, FindScu, MoveScu, GetScu) stand on it.
 */
public final class Association implements AutoCloseable {

    private Association() {
    }

    /**
     * Connects and associates.
     *
     * @param tls null for a plain socket
     * @throws AssociationRejectedException if the peer says no
     * @throws DimseTimeoutException if it doesn't answer in time
     * @throws IOException if there is no connection
     */
    public static Association open(InetSocketAddress address, AssociationProposal proposal, NetworkOptions options,
            TlsOptions tls) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Who asked for this association, from where. */
    public Caller caller() {
        throw new UnsupportedOperationException();
    }

    public boolean isOpen() {
        throw new UnsupportedOperationException();
    }

    /** The accepted presentation contexts. */
    public List<PresentationContext> contexts() {
        throw new UnsupportedOperationException();
    }

    /** The first context on which we may invoke operations of a SOP class. */
    public PresentationContext contextFor(String sopClass) throws NoPresentationContextException {
        throw new UnsupportedOperationException();
    }

    /** The context on which we may invoke operations of a SOP class with data sets in this transfer syntax. */
    public PresentationContext contextFor(String sopClass, String transferSyntax) throws NoPresentationContextException {
        throw new UnsupportedOperationException();
    }

    /** Transfer syntaxes in which we may send objects of a SOP class, in the order of their contexts. */
    public List<String> transferSyntaxes(String sopClass) {
        throw new UnsupportedOperationException();
    }

    /** The peer's item of SOP class extended negotiation: the request's for an acceptor, the answer for a requestor. */
    public Optional<byte[]> extendedNegotiation(String sopClass) {
        throw new UnsupportedOperationException();
    }

    /** A message id not in use: 1 to 65535, then again from 1. */
    public int nextMessageId() {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends a message. If the writer throws, the association is aborted and the exception passed on.
     *
     * @param dataSet null if the message has none
     */
    public void send(PresentationContext context, Command command, ObjectWriter dataSet) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits for the next message.
     *
     * @return null if the peer has released the association
     */
    public Message receive(Duration limit) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Releases in order (A-RELEASE), and closes. */
    public void release() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Sends A-ABORT, and closes. May be called from any thread, whatever the others are at. */
    public void abort() {
        throw new UnsupportedOperationException();
    }

    /** Releases if it is open, else does nothing; problems are logged. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
