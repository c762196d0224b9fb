package org.dicomseal.node.config;

import java.nio.file.Path;

/**
 * The node's TLS identity, in PEM files.
 *
 * @param certificate    its certificate, then those between it and the root
 * @param key            its private key, PKCS#8 and not encrypted, for its owner's eyes only
 * @param trust          certificates that peers' certificates must lead to
 * @param verifyHostName whether an archive's certificate must name its host
 */
public record TlsConfig(Path certificate, Path key, Path trust, boolean verifyHostName) {
}
