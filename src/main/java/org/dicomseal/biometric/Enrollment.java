package org.dicomseal.biometric;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.dicomseal.biometric.FingerprintRejected.Reason;
import org.dicomseal.keys.Secret;

/**
 * Turns impressions of a finger into an enrolment record and a secret, and a fresh impression back into that secret.
 * The record is encrypted under the helper key, which comes from the keystore's root alone; it may lie on disk.
 * A wrong finger gives nothing, never another secret. A fingerprint is no secret: whoever holds the helper key and the record is held off by no
 * more than the false accept rate.
 */
public final class Enrollment {

    private static final int SECRET_BYTES = 32;

    private final FeatureExtractor extractor;
    private final SecureRandom random;
    private final FingerBinding binding;

    public Enrollment(FeatureExtractor extractor, SecureRandom random) {
        this.extractor = extractor;
        this.random = random;
        this.binding = FingerBinding.standard();
    }

    /**
     * What enrolling gives.
     *
     * @param record       encrypted; to be stored
     * @param secret       32 random bytes, the second factor S; the caller closes it
     * @param recoveryCode the secret on paper, see {@link RecoveryCode}; shown once, never stored
     */
    public record Enrolled(byte[] record, Secret secret, String recoveryCode) {

        @Override
        public String toString() {
            return "Enrolled[record of " + record.length + " bytes]";
        }
    }

    /**
     * Enrols a finger: a new random secret and a new random projection, bound to the finger. Enrolling again revokes: the old record and secret
     * have nothing in common with the new ones.
     *
     * @param owner       the owner's identifier; the record opens only with the same one
     * @param impressions one or more images of one finger; three or more are advised
     * @param helperKey   32 bytes, from the root alone
     * @throws FingerprintRejected if an image is not good enough, or one wouldn't open what all of them enrol
     */
    public Enrolled enrol(String owner, List<FingerprintImage> impressions, Secret helperKey) throws FingerprintRejected {
        if (impressions.isEmpty()) {
            throw new IllegalArgumentException("enrolling needs an image");
        }
        List<float[]> features = new ArrayList<>();
        for (FingerprintImage impression : impressions) {
            features.add(extractor.features(impression));
        }
        byte[] seed = new byte[BitProjection.SEED_BYTES];
        random.nextBytes(seed);
        FingerBinding.Bound bound = binding.bind(features, seed, random);
        List<Integer> different = binding.notOpening(bound, features, seed);
        if (!different.isEmpty()) {
            throw new FingerprintRejected(Reason.IMPRESSIONS_DIFFER, "image " + (different.get(0) + 1) + " of " + impressions.size()
                    + " differs too much from the others: scan it again, with the middle of the finger in the centre");
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        Secret secret = Secret.owning(bytes);
        byte[] wrapped = WrappedSecret.wrap(secret, bound.message(), seed);
        byte[] model = HexFormat.of().parseHex(extractor.modelDigest());
        EnrollmentRecord record = new EnrollmentRecord(model, seed, bound.positions(), bound.helper(), wrapped);
        return new Enrolled(record.seal(owner, helperKey, random), secret, RecoveryCode.format(bytes));
    }

    /**
     * Recovers the secret from a fresh impression: one alignment, one try.
     *
     * @return the secret that {@link #enrol} gave, or nothing if this is not the finger (or the impression is too different); the caller closes it
     * @throws FingerprintRejected if the image is not good enough to try
     * @throws EnrollmentException if the record is damaged, or belongs to another key, owner or model
     */
    public Optional<Secret> unlock(String owner, byte[] record, FingerprintImage probe, Secret helperKey)
            throws FingerprintRejected, EnrollmentException {
        EnrollmentRecord opened = EnrollmentRecord.open(record, owner, helperKey);
        String model = HexFormat.of().formatHex(opened.modelDigest());
        if (!model.equals(extractor.modelDigest())) {
            throw new EnrollmentException("the finger was enrolled with another model (" + model.substring(0, 16) + "); enrol it again, or bring that model back");
        }
        if (opened.positions().length != binding.bits()) {
            throw new EnrollmentException("the enrolment record has " + opened.positions().length + " bits, not " + binding.bits());
        }
        Optional<BitSet> message = binding.open(opened.positions(), opened.helper(), extractor.features(probe), opened.seed());
        return message.flatMap(found -> WrappedSecret.unwrap(opened.wrappedSecret(), found, opened.seed()));
    }
}
