package org.dicomseal.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.dimse.TlsOptions.ClientCertificate;
import org.dicomseal.node.config.TlsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's TLS identity and trust, read anew when their files have changed. A new one counts for connections that begin then, with no
 * session of an old one resumed; files that make no identity leave the old one in place.
 */
final class LiveTls {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTls.class);

    private final TlsConfig config;
    private volatile SSLContext context;
    private byte[] loaded;
    private byte[] seen;

    /** @throws IOException naming the file that is missing or not what it should be */
    LiveTls(TlsConfig config) throws IOException {
        this.config = config;
        this.loaded = digest();
        this.seen = loaded;
        this.context = TlsContexts.context(config);
        TlsContexts.warnOfOpenKey(config.key());
    }

    TlsOptions options(ClientCertificate clientCertificate) {
        return new TlsOptions(() -> context, clientCertificate, config.verifyHostName());
    }

    /** Looks at the files; called now and then. */
    synchronized void check() {
        byte[] now = digest();
        // a file may be in the middle of being written: what is the same at two looks is whole
        boolean settled = Arrays.equals(now, seen);
        seen = now;
        if (!settled || Arrays.equals(now, loaded)) {
            return;
        }
        loaded = now;
        try {
            context = TlsContexts.context(config);
            TlsContexts.warnOfOpenKey(config.key());
            LOG.info("TLS certificate, key and trust were read anew");
        } catch (IOException | RuntimeException e) {
            LOG.error("the changed TLS files can't be used, those before stay in use: {}", e.getMessage());
        }
    }

    /** Of all three files; empty if one can't be read. */
    private byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : new Path[] {config.certificate(), config.key(), config.trust()}) {
                digest.update(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
            }
            return digest.digest();
        } catch (IOException e) {
            return new byte[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
