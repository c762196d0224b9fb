package org.dicomseal.node.config;

import java.time.Duration;

/** Reads one archive. */
record ArchiveReader(boolean haveTls) {

    private static final Duration COMMITMENT_WAIT = Duration.ofHours(1);

    ArchiveConfig read(String name, Section section) {
        if (!name.matches("[A-Za-z0-9_.-]{1,64}")) {
            section.mistake("called", "an archive's name has 1 to 64 letters, digits, '.', '_' and '-'");
        }
        AeTitles titles = new AeTitles(section);
        String called = titles.required("called");
        ArchiveConfig archive = new ArchiveConfig(name, called, titles.read("calling", called), titles.required("ae"),
                section.requiredText("host"), port(section), section.flag("tls", false),
                section.number("concurrency", 1, 64, 2), section.choice("fetch", FetchMethod.class, FetchMethod.AUTO),
                section.choice("unsealed", Reaction.class, Reaction.REFUSE),
                section.choice("mismatch", Reaction.class, Reaction.FLAG),
                section.choice("commitment", Commitment.class, Commitment.NONE), section.duration("commitmentWait", COMMITMENT_WAIT),
                section.parsed("addresses", AddressRange::parse));
        if (archive.tls() && !haveTls) {
            section.mistake("tls", "needs the section tls");
        }
        section.end();
        return archive;
    }

    private static int port(Section section) {
        if (!section.has("port")) {
            section.mistake("port", "is missing");
        }
        return section.number("port", 1, 65535, 104);
    }
}
