package org.dicomseal.dimse;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * TLS for a connection, as BCP 195 (RFC 9325) and the profiles of PS3.15 annex B ask: TLS 1.3 and 1.2 only, with
 * forward secrecy and authenticated encryption only. Keys and trust come with the context.
 *
 * @param contexts asked for each connection, so that keys and trust can be exchanged while a server runs
 * @param clientCertificate what a server asks of its clients; without meaning for a client
 * @param verifyHostName whether a client checks the server's certificate against the address it connects to
 */
public record TlsOptions(Supplier<SSLContext> contexts, ClientCertificate clientCertificate, boolean verifyHostName) {

    /** What a TLS server asks of its clients. */
    public enum ClientCertificate { NONE, WANTED, NEEDED }

    /** With the same context for all connections. */
    public TlsOptions(SSLContext context, ClientCertificate clientCertificate, boolean verifyHostName) {
        this(() -> context, clientCertificate, verifyHostName);
    }

    /** Keys and trust for a connection that begins now. */
    public SSLContext context() {
        return contexts.get();
    }
}
