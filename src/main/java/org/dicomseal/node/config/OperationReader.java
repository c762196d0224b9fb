package org.dicomseal.node.config;

import java.util.LinkedHashSet;
import java.util.Optional;

/** Reads what operators look at: the console, and the audit trail. */
record OperationReader(boolean haveTls) {

    private static final long AUDIT_FILE_BYTES = 64L << 20;

    ConsoleConfig console(Section section, boolean explicit) {
        ConsoleConfig console = new ConsoleConfig(section.flag("enabled", true), section.text("address", "127.0.0.1"),
                section.number("port", 0, 65535, ConsoleConfig.PORT), explicit, new LinkedHashSet<>(section.texts("hosts")),
                section.path("tokenFile"));
        section.end();
        return console;
    }

    AuditConfig audit(Section section) {
        AuditConfig audit = new AuditConfig(section.path("file"), section.bytes("maxBytes", AUDIT_FILE_BYTES),
                section.has("syslog") ? Optional.of(syslog(section.section("syslog"))) : Optional.empty(),
                section.flag("required", false));
        if (audit.required() && audit.file().isEmpty()) {
            section.mistake("required", "needs audit.file: that a syslog server has got a message cannot be known");
        }
        if (audit.maxBytes() < 1 << 16) {
            section.mistake("maxBytes", "must be 64k or more");
        }
        section.end();
        return audit;
    }

    private AuditConfig.Syslog syslog(Section section) {
        AuditConfig.Protocol protocol = section.choice("protocol", AuditConfig.Protocol.class, AuditConfig.Protocol.TLS);
        if (protocol == AuditConfig.Protocol.TLS && !haveTls) {
            section.mistake("protocol", "tls needs the section tls");
        }
        AuditConfig.Syslog syslog = new AuditConfig.Syslog(section.requiredText("host"),
                section.number("port", 1, 65535, protocol == AuditConfig.Protocol.TLS ? 6514 : 514), protocol);
        section.end();
        return syslog;
    }
}
