package org.dicomseal.dimse;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who calls on an accepted connection. AE titles are claims that anybody can make; address and certificate are not.
 *
 * @param certificates the TLS client's chain, verified by the SSLContext's trust manager, its own certificate first;
 *        empty without TLS or without a client certificate
 */
public record Caller(String callingAe, String calledAe, InetSocketAddress address, List<X509Certificate> certificates) {

    public Caller {
        certificates = List.copyOf(certificates);
    }

    /** A peer chooses its titles: no line breaks of its making in our log. */
    private static String printable(String title) {
        return title.replaceAll("[^ -~]", "?");
    }

    @Override
    public String toString() {
        return printable(callingAe) + "@" + address.getAddress().getHostAddress() + " -> " + printable(calledAe);
    }
}
