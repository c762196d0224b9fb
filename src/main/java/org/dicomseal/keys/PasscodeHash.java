package org.dicomseal.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A salted hash of a user's passcode: PBKDF2 with HMAC-SHA-256 (RFC 8018), 32 bytes. Its text form is
 * {@code pbkdf2-sha256:ITERATIONS:SALT:HASH}, the last two in Base64 without padding.
 */
public final class PasscodeHash {

    private static final String SCHEME = "pbkdf2-sha256";
    private static final int SALT = 16;
    private static final int HASH = 32;
    /** As OWASP asks of PBKDF2 with HMAC-SHA-256; some 0.3 s. */
    private static final int ITERATIONS = 600_000;
    private static final int FEWEST = 10_000;
    private static final int MOST = 10_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasscodeHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Hashes a passcode under a fresh salt. */
    public static PasscodeHash of(char[] passcode) {
        return of(passcode, ITERATIONS);
    }

    static PasscodeHash of(char[] passcode, int iterations) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return new PasscodeHash(iterations, salt, derive(passcode, salt, iterations));
    }

    /** @throws IllegalArgumentException if it is not of the text form */
    public static PasscodeHash parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalArgumentException("a passcode's hash is " + SCHEME + ":ITERATIONS:SALT:HASH");
        }
        int iterations = Integer.parseInt(parts[1]);
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] hash = Base64.getDecoder().decode(parts[3]);
        if (iterations < FEWEST || iterations > MOST || salt.length != SALT || hash.length != HASH) {
            throw new IllegalArgumentException("a passcode's hash needs " + FEWEST + " to " + MOST + " iterations, a salt of "
                    + SALT + " and a hash of " + HASH + " bytes");
        }
        return new PasscodeHash(iterations, salt, hash);
    }

    /** Whether this is the passcode; takes the same time wherever it differs. */
    public boolean matches(char[] passcode) {
        return MessageDigest.isEqual(hash, derive(passcode, salt, iterations));
    }

    private static byte[] derive(char[] passcode, byte[] salt, int iterations) {
        if (passcode.length == 0) {
            throw new IllegalArgumentException("an empty passcode");
        }
        PBEKeySpec spec = new PBEKeySpec(passcode, salt, iterations, HASH * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2 with HMAC-SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** Its text form. */
    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return SCHEME + ":" + iterations + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }
}
