package org.dicomseal.dimse;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** The associations that there are at once, in all and from each address, against limits that may change. */
final class Places {

    private final Map<InetAddress, Integer> perPeer = new HashMap<>();
    private int taken;

    /**
     * Takes a place; false if there is none.
     *
     * @param most        associations in all
     * @param mostPerPeer from this address
     */
    synchronized boolean take(InetAddress peer, int most, int mostPerPeer) {
        if (taken >= most || perPeer.getOrDefault(peer, 0) >= mostPerPeer) {
            return false;
        }
        taken++;
        perPeer.merge(peer, 1, Integer::sum);
        return true;
    }

    synchronized void leave(InetAddress peer) {
        taken--;
        perPeer.computeIfPresent(peer, (address, count) -> count == 1 ? null : count - 1);
    }
}
