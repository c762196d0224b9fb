package org.dicomseal.biometric;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.dicomseal.keys.Hkdf;
import org.dicomseal.keys.Secret;

/**
 * What an enrolment stores, and its encrypted form: 4 bytes of magic, 1 of version, a salt of 32, then AES-256-GCM under a key from the helper key
 * and the salt; header and owner are authenticated. So two records of one finger have nothing in common that shows without the helper key.
 *
 * @param modelDigest   SHA-256 of the model, 32 bytes
 * @param seed          of the random projection
 * @param positions     which sums were chosen
 * @param helper        the fuzzy commitment's helper word
 * @param wrappedSecret the secret, encrypted under the commitment's message; its tag is the check value
 */
record EnrollmentRecord(byte[] modelDigest, byte[] seed, int[] positions, BitSet helper, byte[] wrappedSecret) {

    private static final byte[] MAGIC = {'D', 'S', 'F', 'P', 1};
    private static final int SALT_BYTES = 32;
    private static final int TAG_BYTES = 16;
    private static final int MODEL_BYTES = 32;
    private static final int MAX_BITS = 1 << 12;

    /** Encrypts the record for an owner. */
    byte[] seal(String owner, Secret helperKey, SecureRandom random) {
        int helperBytes = (positions.length + 7) / 8;
        ByteBuffer plain = ByteBuffer.allocate(MODEL_BYTES + BitProjection.SEED_BYTES + Short.BYTES * (1 + positions.length)
                + helperBytes + wrappedSecret.length);
        plain.put(modelDigest).put(seed).putShort((short) positions.length);
        for (int position : positions) {
            plain.putShort((short) position);
        }
        plain.put(Arrays.copyOf(helper.toByteArray(), helperBytes)).put(wrappedSecret);
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, owner, helperKey, salt).doFinal(plain.array());
            return ByteBuffer.allocate(MAGIC.length + SALT_BYTES + sealed.length).put(MAGIC).put(salt).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(plain.array(), (byte) 0);
        }
    }

    /**
     * Decrypts a record.
     *
     * @throws EnrollmentException if it is none, was altered, or belongs to another owner or key
     */
    static EnrollmentRecord open(byte[] sealed, String owner, Secret helperKey) throws EnrollmentException {
        if (sealed.length < MAGIC.length + SALT_BYTES + TAG_BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(sealed, MAGIC.length))) {
            throw new EnrollmentException("this is no enrolment record of a version that can be read");
        }
        byte[] salt = Arrays.copyOfRange(sealed, MAGIC.length, MAGIC.length + SALT_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, owner, helperKey, salt);
            int start = MAGIC.length + SALT_BYTES;
            return parse(ByteBuffer.wrap(cipher.doFinal(sealed, start, sealed.length - start)));
        } catch (AEADBadTagException e) {
            throw new EnrollmentException("the enrolment record was altered, or belongs to another owner or key");
        } catch (BufferUnderflowException e) {
            throw new EnrollmentException("the enrolment record is cut short", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static EnrollmentRecord parse(ByteBuffer plain) throws EnrollmentException {
        byte[] model = bytes(plain, MODEL_BYTES);
        byte[] seed = bytes(plain, BitProjection.SEED_BYTES);
        int count = Short.toUnsignedInt(plain.getShort());
        if (count > MAX_BITS) {
            throw new EnrollmentException("an enrolment record can't hold " + count + " bits");
        }
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = Short.toUnsignedInt(plain.getShort());
        }
        BitSet helper = BitSet.valueOf(bytes(plain, (count + 7) / 8));
        return new EnrollmentRecord(model, seed, positions, helper, bytes(plain, plain.remaining()));
    }

    private static byte[] bytes(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    /** The key is used for this one record only, so the nonce may be zero. */
    private static Cipher cipher(int mode, String owner, Secret helperKey, byte[] salt) throws GeneralSecurityException {
        byte[] helper = helperKey.copyBytes();
        try (Secret extracted = Hkdf.extract(salt, helper);
                Secret key = Hkdf.expand(extracted, "DICOMSEAL/1/enrolment record".getBytes(StandardCharsets.US_ASCII), 32)) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key.copyBytes(), "AES"), new GCMParameterSpec(8 * TAG_BYTES, new byte[12]));
            cipher.updateAAD(MAGIC);
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher;
        } finally {
            Arrays.fill(helper, (byte) 0);
        }
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "EnrollmentRecord[model " + HexFormat.of().formatHex(modelDigest, 0, 4) + ", " + positions.length + " bits]";
    }
}
