package org.dicomseal.node.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.dicomseal.seal.Codestreams;
import org.dicomseal.seal.WithoutPixels;

/** Reads one route, and sees that what it names is there. */
record RouteReader(Map<String, ArchiveConfig> archives, Map<String, PeerConfig> peers) {

    RouteConfig read(Section section, String nameOtherwise) {
        AeTitles titles = new AeTitles(section);
        String name = section.text("name", nameOtherwise);
        Set<String> from = titles.list("from");
        Set<String> to = titles.list("to");
        Set<String> sopClasses = new LinkedHashSet<>(section.texts("sopClasses"));
        String archive = section.text("archive", "");
        check(section, from, to, sopClasses, archive);
        Set<Protection> protect = section.choices("protect", Protection.class, Set.of(Protection.WATERMARK, Protection.SEAL));
        boolean seals = protect.contains(Protection.SEAL);
        RouteConfig route = new RouteConfig(name, from, to, new LinkedHashSet<>(section.texts("modalities")), sopClasses, archive,
                protect, section.choice("compressed", Codestreams.class, Codestreams.KEEP),
                section.choice("nonImage", WithoutPixels.class, seals ? WithoutPixels.SEAL : WithoutPixels.FORWARD),
                section.choice("unmarked", Unmarked.class, Unmarked.FORWARD));
        if (route.nonImage() == WithoutPixels.SEAL && !seals) {
            section.mistake("nonImage", "nothing is sealed on a route that doesn't protect by 'seal'");
        }
        if (route.unmarked() == Unmarked.REFUSE && !protect.contains(Protection.WATERMARK)) {
            section.mistake("unmarked", "nothing is marked on a route that doesn't protect by 'watermark'");
        }
        section.end();
        return route;
    }

    private void check(Section section, Set<String> from, Set<String> to, Set<String> sopClasses, String archive) {
        Set<String> callers = new LinkedHashSet<>();
        peers.values().forEach(peer -> callers.add(peer.ae()));
        for (String title : from) {
            if (!callers.contains(title) && !callers.contains(PeerConfig.ANY_AE)) {
                section.mistake("from", "no peer has the AE title '" + title + "'" + Spelling.hint(title, callers));
            }
        }
        Set<String> called = new LinkedHashSet<>();
        archives.values().forEach(each -> called.add(each.called()));
        for (String title : to) {
            if (!called.contains(title)) {
                section.mistake("to", "no archive is called '" + title + "'" + Spelling.hint(title, called));
            }
        }
        for (String uid : sopClasses) {
            if (!uid.matches("[0-9]+(\\.[0-9]+)+") || uid.length() > 64) {
                section.mistake("sopClasses", "'" + uid + "' is no UID");
            }
        }
        if (!archive.isEmpty() && !archives.containsKey(archive)) {
            section.mistake("archive", "no archive '" + archive + "'" + Spelling.hint(archive, archives.keySet()));
        }
    }
}
