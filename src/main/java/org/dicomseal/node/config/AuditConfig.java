package org.dicomseal.node.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the audit trail goes (PS3.15 section A.5). Without file and syslog there is none.
 *
 * @param file     kept here, owner-only; it names patients by their IDs, as the standard demands
 * @param maxBytes when the file is closed and another one begun
 * @param syslog   sent there too
 * @param required whether the node refuses to take in and give out while the trail cannot be written
 */
public record AuditConfig(Optional<Path> file, long maxBytes, Optional<Syslog> syslog, boolean required) {

    public enum Protocol { UDP, TCP, TLS }

    /** An audit record repository (RFC 5424 over UDP: RFC 5426, TCP: RFC 6587 with octet counting, or TLS: RFC 5425). */
    public record Syslog(String host, int port, Protocol protocol) {
    }

    public boolean enabled() {
        return file.isPresent() || syslog.isPresent();
    }
}
