package org.dicomseal.node.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.dicomseal.dimse.Caller;

/**
 * An archive behind the node.
 *
 * @param name        its name in this configuration, and its queue's
 * @param called      our AE title that stands for it: peers store, query and retrieve by calling this one
 * @param calling     our AE title towards the archive
 * @param ae          the archive's own AE title
 * @param tls         whether to connect by TLS
 * @param concurrency most associations for forwarding at once; one that takes a single one is fetched from on a single one, too
 * @param fetch       how sealed objects are got back
 * @param unsealed    what to do with an object that we sealed, or any, that comes back unsealed
 * @param mismatch    what to do with a sealed object whose UIDs or Patient ID the archive changed
 * @param commitment  what must be shown before bytes are deleted here
 * @param commitmentWait how long that may take; then the object is forwarded anew
 * @param addresses   where it may call us from, beside its host
 */
public record ArchiveConfig(String name, String called, String calling, String ae, String host, int port, boolean tls,
        int concurrency, FetchMethod fetch, Reaction unsealed, Reaction mismatch,
        Commitment commitment, Duration commitmentWait, List<AddressRange> addresses) {

    public ArchiveConfig {
        addresses = List.copyOf(addresses);
    }

    /** Looked up anew at each call, so that a changed address is found. */
    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** Whether this archive calls, by its AE title and from an address that is its own. */
    public boolean is(Caller caller) {
        return ae.equals(caller.callingAe()) && (new AddressRange(host, -1).contains(caller.address().getAddress())
                || addresses.stream().anyMatch(range -> range.contains(caller.address().getAddress())));
    }

    /** Whether a called AE title is ours towards this archive. */
    public boolean knowsUsAs(String calledAe) {
        return called.equals(calledAe) || calling.equals(calledAe);
    }
}
