package org.dicomseal.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.dimse.TlsOptions.ClientCertificate;
import org.dicomseal.node.config.TlsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the node's TLS context from PEM files (RFC 7468). */
public final class TlsContexts {

    private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);
    private static final Pattern PKCS8 = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KEY_KINDS = List.of("EC", "RSA", "Ed25519");
    /** Guards a key that is in memory anyway; KeyStore asks for one. */
    private static final char[] NO_PASSWORD = {};

    private TlsContexts() {
    }

    /** @throws IOException naming the file that is missing or not what it should be */
    public static TlsOptions of(TlsConfig config, ClientCertificate clientCertificate) throws IOException {
        return new TlsOptions(context(config), clientCertificate, config.verifyHostName());
    }

    /** A key that others can read is theirs too. */
    static void warnOfOpenKey(Path key) {
        try {
            if (Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ)) {
                LOG.warn("everybody on this machine can read the TLS key {}: chmod 600 it", key);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("permissions of {} can't be looked at", key);
        }
    }

    /** As {@link #of}. */
    static SSLContext context(TlsConfig config) throws IOException {
        try {
            KeyStore identity = empty();
            identity.setKeyEntry("node", key(config.key()), NO_PASSWORD, certificates(config.certificate()).toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity, NO_PASSWORD);
            KeyStore trusted = empty();
            int count = 0;
            for (Certificate certificate : certificates(config.trust())) {
                trusted.setCertificateEntry("trusted-" + count++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up from " + config.certificate() + ", " + config.key() + ", " + config.trust()
                    + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException(file + " holds no certificate");
            }
            return certificates;
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IOException(file + " holds no unencrypted PKCS#8 key (-----BEGIN PRIVATE KEY-----)");
        }
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                continue;
            }
        }
        throw new IOException(file + " holds a key that is none of " + String.join(", ", KEY_KINDS));
    }
}
