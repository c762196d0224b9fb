package org.dicomseal.node;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.dicomseal.node.config.PeerConfig;

/** Keeps each peer within its quota: associations at once, and associations and objects in a minute. */
final class PeerQuotas {

    private record Rate(String peer, String what) {
    }

    private final LongSupplier nanos;
    private final Map<InetSocketAddress, String> places = new ConcurrentHashMap<>();
    private final Map<Rate, TokenBucket> buckets = new ConcurrentHashMap<>();

    /** @param nanos as {@link System#nanoTime} */
    PeerQuotas(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes a place for an association from this address; false if the peer has had its share. */
    synchronized boolean enter(PeerConfig peer, InetSocketAddress from) {
        int most = peer.quota().associations();
        if (most > 0 && places.values().stream().filter(peer.name()::equals).count() >= most) {
            return false;
        }
        if (!within(peer.name(), "associations", peer.quota().associationsPerMinute())) {
            return false;
        }
        places.put(from, peer.name());
        return true;
    }

    /** The connection from this address has ended, in whatever way. */
    void leave(InetSocketAddress from) {
        places.remove(from);
    }

    /** Whether the peer may send another object now. */
    boolean mayStore(PeerConfig peer) {
        return within(peer.name(), "objects", peer.quota().objectsPerMinute());
    }

    private boolean within(String peer, String what, int perMinute) {
        if (perMinute == 0) {
            return true;
        }
        long now = nanos.getAsLong();
        return buckets.compute(new Rate(peer, what),
                (rate, bucket) -> bucket == null || bucket.perMinute() != perMinute ? new TokenBucket(perMinute, now) : bucket).take(now);
    }
}
