package org.dicomseal.node.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.dimse.Caller;
import org.dicomseal.seal.View;

/**
 * Someone who may call the node, and what for.
 *
 * @param name         its name in this configuration
 * @param ae           its AE title; {@link #ANY_AE} for any, which needs an address or a certificate
 * @param addresses    where it may call from; empty for anywhere
 * @param certificates which TLS client certificates it may show; empty for none needed
 * @param services     what it may ask for
 * @param archives     names of the archives it may reach; empty for all
 * @param view         what it gets on retrieval
 * @param trace        the name under which its watermarked views are traced to it; empty for no trace
 * @param undecodable  what it gets, with the watermarked view, of images that can't be marked because they can't be decoded
 * @param move         where it listens as a C-MOVE destination, if it is one
 * @param quota        what it may take of the node
 * @param users        file with its users and their passcodes; empty if it needs none
 * @param commitment   where it takes the results of storage commitment; empty for where it takes C-MOVEs
 */
public record PeerConfig(String name, String ae, List<AddressRange> addresses, List<Fingerprint> certificates,
        Set<Service> services, Set<String> archives, View view, Optional<String> trace, Undecodable undecodable,
        Optional<MoveTarget> move, PeerQuota quota, Optional<Path> users, Optional<MoveTarget> commitment) {

    public static final String ANY_AE = "*";

    /** What a peer may ask for. C-ECHO is always allowed. */
    public enum Service { STORE, QUERY, RETRIEVE }

    /** Host, port and TLS of where it listens. */
    public record MoveTarget(String host, int port, boolean tls) {
    }

    /** Whether this caller is this peer, by all that is configured of it. */
    public boolean is(Caller caller) {
        return isCalled(caller.callingAe()) && isAt(caller.address().getAddress()) && hasCertificateOf(caller.certificates());
    }

    /** Whether it is known by more than an AE title, which anybody can claim. */
    public boolean isProven() {
        return !addresses.isEmpty() || !certificates.isEmpty();
    }

    public boolean mayReach(String archive) {
        return archives.isEmpty() || archives.contains(archive);
    }

    /** Where results of storage commitment go when the association that asked for them is gone. */
    public Optional<MoveTarget> commitmentTarget() {
        return commitment.or(() -> move);
    }

    private boolean isCalled(String callingAe) {
        return ae.equals(ANY_AE) || ae.equals(callingAe);
    }

    private boolean isAt(InetAddress address) {
        return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(address));
    }

    private boolean hasCertificateOf(List<X509Certificate> chain) {
        return certificates.isEmpty()
                || !chain.isEmpty() && certificates.stream().anyMatch(known -> known.matches(chain.get(0)));
    }
}
