package org.dicomseal.biometric;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Turns impressions of a finger into an enrolment record and a secret, and a fresh impression back into that secret.
 * The record is encrypted under the helper key, which comes from the keystore's root alone; it may lie on disk.
 * A wrong finger gives nothing, never another secret. A fingerprint is no secret: whoever holds the helper key and the record is held off by no
 * more than the false accept rate.
 */
public final class Enrollment {

    private final FeatureExtractor extractor;
    private final SecureRandom random;

    public Enrollment(FeatureExtractor extractor, SecureRandom random) {
        this.extractor = extractor;
        this.random = random;
    }

    /**
     * What enrolling gives.
     *
     * @param record encrypted; to be stored
     * @param secret 32 random bytes, the second factor S; the caller wipes it
     * @param recoveryCode the secret on paper, see {@link RecoveryCode}; shown once, never stored
     */
    public record Enrolled(byte[] record, byte[] secret, String recoveryCode) {
    }

    /**
     * Enrols a finger: a new random secret and a new random projection, bound to the finger.
     *
     * @param owner       the owner's identifier; the record opens only with the same one
     * @param impressions one or more images of one finger; three or more are advised
     * @param helperKey   32 bytes, from the root alone
     * @throws FingerprintRejected if an image is not good enough, or the images don't fit together
     */
    public Enrolled enrol(String owner, List<FingerprintImage> impressions, byte[] helperKey) throws FingerprintRejected {
        throw new UnsupportedOperationException();
    }

    /**
     * Recovers the secret from a fresh impression.
     *
     * @return the 32 bytes that {@link #enrol} gave, or nothing if this is not the finger (or the impression is too different)
     * @throws FingerprintRejected if the image is not good enough to try
     * @throws EnrollmentException if the record is damaged, or belongs to another key, owner or model
     */
    public Optional<byte[]> unlock(String owner, byte[] record, FingerprintImage probe, byte[] helperKey)
            throws FingerprintRejected, EnrollmentException {
        throw new UnsupportedOperationException();
    }
}
