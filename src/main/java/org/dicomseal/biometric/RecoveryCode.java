package org.dicomseal.biometric;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The paper form of the fingerprint secret: 32 bytes and a 24-bit check, in Crockford's base32 (no I, L, O, U), 56 characters in
 * groups of four: A2B3-.... It is printed once at enrolment, for the day when the finger is hurt.
 * The check finds any mistyped character; it hides nothing.
 */
public final class RecoveryCode {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SECRET_BYTES = 32;
    private static final int CHECK_BYTES = 3;
    private static final int BITS = 8 * (SECRET_BYTES + CHECK_BYTES);
    private static final int GROUP = 4;

    private RecoveryCode() {
    }

    /** Writes a secret of 32 bytes as a recovery code: 56 characters in 14 groups of four. */
    public static String format(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("the secret has " + SECRET_BYTES + " bytes");
        }
        byte[] all = ByteBuffer.allocate(SECRET_BYTES + CHECK_BYTES).put(secret).put(check(secret)).array();
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < BITS; at += 5) {
            if (at > 0 && at % (5 * GROUP) == 0) {
                text.append('-');
            }
            int value = 0;
            for (int bit = at; bit < at + 5; bit++) {
                value = value << 1 | all[bit / 8] >> (7 - bit % 8) & 1;
            }
            text.append(ALPHABET.charAt(value));
        }
        return text.toString();
    }

    /**
     * Reads a recovery code back. Case, spaces and dashes don't matter; O is read as 0, I and L as 1.
     *
     * @throws IllegalArgumentException if the length, a character or the check is wrong; the message names no character of the code
     */
    public static byte[] parse(String code) {
        String plain = code.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "").replace('O', '0').replace('I', '1').replace('L', '1');
        if (plain.length() != BITS / 5) {
            throw new IllegalArgumentException("a recovery code has " + BITS / 5 + " characters, this one " + plain.length());
        }
        byte[] all = new byte[BITS / 8];
        for (int i = 0; i < plain.length(); i++) {
            int value = ALPHABET.indexOf(plain.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("character " + (i + 1) + " of the recovery code is none that a code can have");
            }
            for (int bit = 0; bit < 5; bit++) {
                int at = 5 * i + bit;
                all[at / 8] |= (byte) ((value >> (4 - bit) & 1) << (7 - at % 8));
            }
        }
        byte[] secret = Arrays.copyOf(all, SECRET_BYTES);
        byte[] check = Arrays.copyOfRange(all, SECRET_BYTES, all.length);
        if (!MessageDigest.isEqual(check, check(secret))) {
            throw new IllegalArgumentException("the recovery code's check doesn't fit: a character is wrong or two are swapped");
        }
        return secret;
    }

    private static byte[] check(byte[] secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update("DICOMSEAL/1/recovery".getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(sha.digest(secret), CHECK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
