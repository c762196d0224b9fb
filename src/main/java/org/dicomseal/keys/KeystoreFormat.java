package org.dicomseal.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jcajce.BCFKSLoadStoreParameter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** How a keyring's bytes are put into a keystore file under a password. */
enum KeystoreFormat {

    /** The JDK's PKCS#12 (RFC 7292): PBES2 with AES-256 and HMAC-SHA-256, MAC included. */
    PKCS12 {
        @Override
        KeyStore newStore() throws GeneralSecurityException {
            return KeyStore.getInstance("PKCS12");
        }

        /** The JDK takes iteration counts from properties of the whole process alone: they are set for the moment of writing. */
        @Override
        void write(byte[] content, char[] password, OutputStream out) throws GeneralSecurityException, IOException {
            synchronized (KeystoreFormat.class) {
                List<String> before = new ArrayList<>();
                for (String property : ITERATION_PROPERTIES) {
                    before.add(Security.getProperty(property));
                    Security.setProperty(property, String.valueOf(ITERATIONS));
                }
                try {
                    filled(content, password).store(out, password);
                } finally {
                    for (int i = 0; i < before.size(); i++) {
                        // a property can't be removed; an empty one means the JDK's default
                        Security.setProperty(ITERATION_PROPERTIES.get(i), before.get(i) == null ? "" : before.get(i));
                    }
                }
            }
        }
    },

    /** Bouncy Castle's BCFKS: PBKDF2 with HMAC-SHA-512, AES-256-CCM. */
    BCFKS {
        @Override
        KeyStore newStore() throws GeneralSecurityException {
            return KeyStore.getInstance("BCFKS", new BouncyCastleProvider());
        }

        @Override
        void write(byte[] content, char[] password, OutputStream out) throws GeneralSecurityException, IOException {
            filled(content, password).store(new BCFKSLoadStoreParameter.Builder(out, password)
                    .withStorePBKDFConfig(new PBKDF2Config.Builder()
                            .withPRF(PBKDF2Config.PRF_SHA512)
                            .withSaltLength(32)
                            .withIterationCount(ITERATIONS)
                            .build())
                    .build());
        }
    };

    /** Iterations of PBKDF2 that a password guess costs (OWASP's figure for HMAC-SHA-256). */
    static final int ITERATIONS = 600_000;

    private static final List<String> ITERATION_PROPERTIES = List.of(
            "keystore.pkcs12.keyPbeIterationCount", "keystore.pkcs12.certPbeIterationCount", "keystore.pkcs12.macIterationCount");

    private static final String ALIAS = "dicomseal";
    /** A keystore entry needs an algorithm's name; this one puts no demand on the length. */
    private static final String ENTRY_ALGORITHM = "HmacSHA256";

    /** BCFKS for a file name that ends in .bcfks, else PKCS#12. */
    static KeystoreFormat of(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".bcfks") ? BCFKS : PKCS12;
    }

    abstract KeyStore newStore() throws GeneralSecurityException;

    abstract void write(byte[] content, char[] password, OutputStream out) throws GeneralSecurityException, IOException;

    /** The content, or null if the keystore has no entry of ours. */
    byte[] read(InputStream in, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = newStore();
        store.load(in, password);
        return store.getKey(ALIAS, password) instanceof SecretKey key ? key.getEncoded() : null;
    }

    KeyStore filled(byte[] content, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = newStore();
        store.load(null, null);
        KeyStore.ProtectionParameter protection = new KeyStore.PasswordProtection(password);
        store.setEntry(ALIAS, new KeyStore.SecretKeyEntry(new SecretKeySpec(content, ENTRY_ALGORITHM)), protection);
        return store;
    }
}
