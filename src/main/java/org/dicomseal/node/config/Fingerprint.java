package org.dicomseal.node.config;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** SHA-256 of a certificate's DER form, in lower case hex: what {@code openssl x509 -fingerprint -sha256} prints. */
public record Fingerprint(String hex) {

    /** @throws IllegalArgumentException if it is not 32 bytes in hex, with or without colons */
    public static Fingerprint parse(String text) {
        String bare = text.replace(":", "").toLowerCase();
        if (!bare.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a certificate is named by its SHA-256 fingerprint, 64 hex digits");
        }
        return new Fingerprint(bare);
    }

    public boolean matches(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest).equals(hex);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            return false;
        }
    }
}
