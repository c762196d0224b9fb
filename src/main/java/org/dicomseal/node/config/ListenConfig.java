package org.dicomseal.node.config;

import java.util.OptionalInt;
import org.dicomseal.dimse.TlsOptions.ClientCertificate;

/**
 * Where the node listens.
 *
 * @param address            of the interface; {@code 0.0.0.0} for all
 * @param port               for plain connections; empty for none; 0 for a free one
 * @param tlsPort            for TLS connections; empty for none
 * @param clientCertificates what TLS callers must show
 */
public record ListenConfig(String address, OptionalInt port, OptionalInt tlsPort, ClientCertificate clientCertificates) {
}
