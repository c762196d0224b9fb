package org.dicomseal.node.commit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.config.PeerConfig;
import org.dicomseal.node.config.PeerConfig.Service;
import org.dicomseal.spool.Courier;
import org.dicomseal.spool.Spool;

/** A lane of the queue for each peer that may ask for commitment, so that one that can't be reached holds no other up. */
final class ResultLanes {

    /** No archive has such a name. */
    private static final String PREFIX = "commitment:";
    private static final int AT_ONCE = 2;
    private static final int LONGEST = 80;

    private final Courier courier;
    private final Map<String, Spool.Lane> lanes = new ConcurrentHashMap<>();

    ResultLanes(Courier courier) {
        this.courier = courier;
    }

    static String laneOf(PeerConfig peer) {
        String name = peer.name().replaceAll("[^A-Za-z0-9_.-]", "_");
        return PREFIX + name.substring(0, Math.min(LONGEST, name.length()));
    }

    Map<String, Spool.Lane> of(NodeConfig config) {
        Map<String, Spool.Lane> wanted = new TreeMap<>();
        for (PeerConfig peer : config.peers().values()) {
            if (peer.services().contains(Service.STORE)) {
                String name = laneOf(peer);
                wanted.put(name, lanes.computeIfAbsent(name, lane -> new Spool.Lane(courier, AT_ONCE)));
            }
        }
        return wanted;
    }
}
