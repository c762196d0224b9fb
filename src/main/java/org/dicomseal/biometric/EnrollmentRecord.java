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

import org.dicomseal.keys.Secret;

/**
 * What an enrolment stores, and its encrypted form: 4 bytes of magic, 1 of version, a salt of 32, then AES-256-GCM under a key from the helper key
 * and the salt; header and owner are authenticated. So two records of one finger have nothing in common that shows without the helper key.
 *
 * @param version       1: the secret opens to the commitment alone; 2: to the commitment and the minutiae that are wrapped with it
 * @param modelDigest   SHA-256 of the model, 32 bytes
 * @param seed          of the random projection
 * @param positions     which sums were chosen
 * @param helper        the fuzzy commitment's helper word
 * @param wrappedSecret the secret (and minutiae), encrypted under the commitment's message; its tag is the check value
 */
record EnrollmentRecord(int version, byte[] modelDigest, byte[] seed, int[] positions, BitSet helper, byte[] wrappedSecret) {

    /** The version that is written. */
    static final int VERSION = 2;

    private static final byte[] MAGIC = {'D', 'S', 'F', 'P'};
    private static final int HEADER_BYTES = MAGIC.length + 1;
    private static final int SALT_BYTES = HelperCipher.SALT_BYTES;
    private static final int TAG_BYTES = HelperCipher.TAG_BYTES;
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
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, version, owner, helperKey, salt).doFinal(plain.array());
            return ByteBuffer.allocate(HEADER_BYTES + SALT_BYTES + sealed.length).put(MAGIC).put((byte) version).put(salt).put(sealed).array();
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
        if (sealed.length < HEADER_BYTES + SALT_BYTES + TAG_BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(sealed, MAGIC.length))
                || sealed[MAGIC.length] < 1 || sealed[MAGIC.length] > VERSION) {
            throw new EnrollmentException("this is no enrolment record of a version that can be read");
        }
        int version = sealed[MAGIC.length];
        byte[] salt = Arrays.copyOfRange(sealed, HEADER_BYTES, HEADER_BYTES + SALT_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, version, owner, helperKey, salt);
            int start = HEADER_BYTES + SALT_BYTES;
            return parse(version, ByteBuffer.wrap(cipher.doFinal(sealed, start, sealed.length - start)));
        } catch (AEADBadTagException e) {
            throw new EnrollmentException("the enrolment record was altered, or belongs to another owner or key");
        } catch (BufferUnderflowException e) {
            throw new EnrollmentException("the enrolment record is cut short", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static EnrollmentRecord parse(int version, ByteBuffer plain) throws EnrollmentException {
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
        return new EnrollmentRecord(version, model, seed, positions, helper, bytes(plain, plain.remaining()));
    }

    private static byte[] bytes(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    private static Cipher cipher(int mode, int version, String owner, Secret helperKey, byte[] salt) {
        Cipher cipher = HelperCipher.of(mode, "DICOMSEAL/1/enrolment record", helperKey, salt);
        cipher.updateAAD(MAGIC);
        cipher.updateAAD(new byte[] {(byte) version});
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "EnrollmentRecord[model " + HexFormat.of().formatHex(modelDigest, 0, 4) + ", " + positions.length + " bits]";
    }
}
