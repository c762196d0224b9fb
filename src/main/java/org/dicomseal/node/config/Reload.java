package org.dicomseal.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What became of a newly read configuration in a running node.
 *
 * @param before       what counted until now
 * @param now          what counts from now on: the new values of what can change, the old ones of the rest
 * @param changed      keys whose new values count now
 * @param needsRestart keys whose new values count after a restart only
 */
public record Reload(NodeConfig before, NodeConfig now, List<String> changed, List<String> needsRestart) {

    static Reload of(NodeConfig old, NodeConfig read) throws ConfigException {
        requireThatItFits(old, read);
        Limits limits = new Limits(read.limits().associations(), read.limits().associationsPerPeer(), old.limits().workBytes(),
                read.limits().objectBytes(), old.limits().stopWait());
        NodeConfig now = new NodeConfig(old.name(), old.fetchAe(), old.listen(), old.tls(), read.network(), limits, read.archives(),
                read.peers(), read.routes(), old.spool(), old.keystore(), read.retry(), old.console(), old.audit(),
                old.watchConfiguration());
        Differences changed = new Differences();
        changed.add("timeouts and limits.pdu", old.network(), now.network());
        changed.add("limits.associations", old.limits().associations(), now.limits().associations());
        changed.add("limits.associationsPerPeer", old.limits().associationsPerPeer(), now.limits().associationsPerPeer());
        changed.add("limits.object", old.limits().objectBytes(), now.limits().objectBytes());
        changed.add("archives", old.archives(), now.archives());
        changed.add("peers", old.peers(), now.peers());
        changed.add("routes", old.routes(), now.routes());
        changed.add("retry", old.retry(), now.retry());
        Differences fixed = new Differences();
        fixed.add("name", old.name(), read.name());
        fixed.add("fetchAe", old.fetchAe(), read.fetchAe());
        fixed.add("listen", old.listen(), read.listen());
        fixed.add("tls", old.tls(), read.tls());
        fixed.add("limits.workMemory", old.limits().workBytes(), read.limits().workBytes());
        fixed.add("limits.stopWait", old.limits().stopWait(), read.limits().stopWait());
        fixed.add("spool", old.spool(), read.spool());
        fixed.add("keystore", old.keystore(), read.keystore());
        fixed.add("console", old.console(), read.console());
        fixed.add("audit", old.audit(), read.audit());
        fixed.add("watchConfiguration", old.watchConfiguration(), read.watchConfiguration());
        return new Reload(old, now, List.copyOf(changed.keys), List.copyOf(fixed.keys));
    }

    /** The file is consistent in itself; here its live part is held against what the node was started with. */
    private static void requireThatItFits(NodeConfig old, NodeConfig read) throws ConfigException {
        List<String> mistakes = new ArrayList<>();
        for (ArchiveConfig archive : read.archives().values()) {
            if (archive.tls() && old.tls().isEmpty()) {
                mistakes.add("archives." + archive.name() + ".tls needs the section tls, which counts after a restart only");
            }
            if (archive.called().equals(old.fetchAe())) {
                mistakes.add("archives." + archive.name() + ".called is the node's fetchAe, which changes by a restart only");
            }
        }
        for (PeerConfig peer : read.peers().values()) {
            boolean moves = peer.move().filter(PeerConfig.MoveTarget::tls).isPresent();
            boolean commits = peer.commitment().filter(PeerConfig.MoveTarget::tls).isPresent();
            if (old.tls().isEmpty() && (moves || commits)) {
                mistakes.add("peers." + peer.name() + (moves ? ".move" : ".commitment")
                        + ".tls needs the section tls, which counts after a restart only");
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigException(mistakes);
        }
    }

    private static final class Differences {
        private final List<String> keys = new ArrayList<>();

        void add(String key, Object old, Object now) {
            if (!Objects.equals(old, now)) {
                keys.add(key);
            }
        }
    }
}
