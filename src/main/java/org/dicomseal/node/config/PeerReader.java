package org.dicomseal.node.config;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.node.config.PeerConfig.MoveTarget;
import org.dicomseal.node.config.PeerConfig.Service;
import org.dicomseal.seal.View;

/** Reads one peer. */
record PeerReader(Set<String> archives, boolean haveTls) {

    PeerConfig read(String name, Section section) {
        String ae = PeerConfig.ANY_AE.equals(section.text("ae", "")) ? PeerConfig.ANY_AE : new AeTitles(section).required("ae");
        PeerConfig peer = new PeerConfig(name, ae, section.parsed("addresses", AddressRange::parse),
                section.parsed("certificates", Fingerprint::parse),
                section.choices("services", Service.class, Set.of(Service.values())), reachable(section),
                section.choice("view", View.class, View.WATERMARKED), trace(section, name),
                section.choice("undecodable", Undecodable.class, Undecodable.REFUSE),
                section.has("move") ? Optional.of(target(section.section("move"))) : Optional.empty(),
                quota(section.section("limits")), section.path("users"),
                section.has("commitment") ? Optional.of(target(section.section("commitment"))) : Optional.empty());
        if (peer.view() == View.ORIGINAL && !peer.isProven()) {
            section.mistake("view", "'original' needs addresses or certificates: anybody can claim an AE title");
        }
        if (peer.view() == View.ORIGINAL && peer.trace().isPresent()) {
            section.mistake("trace", "an original carries no trace; give the peer 'view: watermarked'");
        }
        if (ae.equals(PeerConfig.ANY_AE) && !peer.isProven()) {
            section.mistake("ae", "'*' needs addresses or certificates: else everybody may call");
        }
        section.end();
        return peer;
    }

    /** False, true for the peer's own name, or another name. */
    private static Optional<String> trace(Section section, String peer) {
        String text = section.text("trace", "false");
        return text.equals("false") ? Optional.empty() : Optional.of(text.equals("true") ? peer : text);
    }

    private static PeerQuota quota(Section section) {
        PeerQuota quota = new PeerQuota(section.number("associations", 1, 10_000, 0), section.number("associationsPerMinute", 1, 1_000_000, 0),
                section.number("objectsPerMinute", 1, 100_000_000, 0));
        section.end();
        return quota;
    }

    private MoveTarget target(Section section) {
        String host = section.requiredText("host");
        if (!section.has("port")) {
            section.mistake("port", "is missing");
        }
        MoveTarget target = new MoveTarget(host, section.number("port", 1, 65535, 104), section.flag("tls", false));
        if (target.tls() && !haveTls) {
            section.mistake("tls", "needs the section tls");
        }
        section.end();
        return target;
    }

    private Set<String> reachable(Section section) {
        Set<String> names = new LinkedHashSet<>();
        for (String archive : section.texts("archives")) {
            if (!archives.contains(archive)) {
                section.mistake("archives", "no archive '" + archive + "'" + Spelling.hint(archive, archives));
            }
            names.add(archive);
        }
        return names;
    }
}
