package org.dicomseal.biometric;

import java.security.SecureRandom;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import com.machinezoo.sourceafis.FingerprintTemplate;

import org.dicomseal.keys.Secret;

/**
 * Turns impressions of a finger into an enrolment record and a secret, and a fresh impression back into that secret: if it opens the fuzzy
 * commitment, and its minutiae are those of an enrolled impression too.
 * The record is encrypted under the helper key, which comes from the keystore's root alone; it may lie on disk.
 * A wrong finger gives nothing, never another secret. A fingerprint is no secret: whoever holds the helper key and the record is held off by no
 * more than the commitment's false accept rate.
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
     * @param leftOut      images that were not used, and why, in words
     */
    public record Enrolled(byte[] record, Secret secret, String recoveryCode, List<String> leftOut) {

        @Override
        public String toString() {
            return "Enrolled[record of " + record.length + " bytes]";
        }
    }

    /** A fresh impression, looked at once and ready to be tried at several records. */
    public static final class Probe {

        private final float[] features;
        private final FingerprintTemplate template;

        private Probe(float[] features, FingerprintTemplate template) {
            this.features = features;
            this.template = template;
        }
    }

    /**
     * Enrols a finger: a new random secret and a new random projection, bound to the finger. Enrolling again revokes: the old record and secret
     * have nothing in common with the new ones.
     *
     * @param owner       the owner's identifier; the record opens only with the same one
     * @param impressions one or more images of one finger; three or more are advised, of which one may be left out, see {@link Impressions}
     * @param helperKey   32 bytes, from the root alone
     * @throws FingerprintRejected if too few images are good enough, or would open what all of them enrol
     */
    public Enrolled enrol(String owner, List<FingerprintImage> impressions, Secret helperKey) throws FingerprintRejected {
        if (impressions.isEmpty()) {
            throw new IllegalArgumentException("enrolling needs an image");
        }
        byte[] seed = new byte[BitProjection.SEED_BYTES];
        random.nextBytes(seed);
        Impressions chosen = Impressions.of(impressions, extractor);
        FingerBinding.Bound bound = bindAllThatOpen(chosen, seed);
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        Secret secret = Secret.owning(bytes);
        List<byte[]> templates = chosen.used().stream().map(sample -> sample.template().toByteArray()).toList();
        byte[] wrapped = WrappedSecret.wrap(new WrappedSecret.Content(secret, templates), bound.message(), seed);
        byte[] model = HexFormat.of().parseHex(extractor.modelDigest());
        EnrollmentRecord record = new EnrollmentRecord(EnrollmentRecord.VERSION, model, seed, bound.positions(), bound.helper(), wrapped);
        return new Enrolled(record.seal(owner, helperKey, random), secret, RecoveryCode.format(bytes), List.copyOf(chosen.leftOut()));
    }

    /** Every image that is enrolled must open what was enrolled. */
    private FingerBinding.Bound bindAllThatOpen(Impressions chosen, byte[] seed) throws FingerprintRejected {
        while (true) {
            List<Impressions.Sample> samples = chosen.used();
            List<float[]> features = samples.stream().map(Impressions.Sample::features).toList();
            FingerBinding.Bound bound = binding.bind(features, seed, random);
            List<Integer> different = binding.notOpening(bound, features, seed);
            if (different.isEmpty()) {
                return bound;
            }
            chosen.keep(samples.stream().filter(sample -> !different.contains(samples.indexOf(sample))).toList());
        }
    }

    /**
     * Looks at a fresh impression: one alignment.
     *
     * @throws FingerprintRejected if the image is not good enough to try
     */
    public Probe probe(FingerprintImage image) throws FingerprintRejected {
        try {
            return new Probe(extractor.features(image), MinutiaeMatcher.template(image));
        } catch (FingerprintRejected e) {
            throw e.of(image.name());
        }
    }

    /** {@link #unlock(String, byte[], Probe, Secret)} with an image that is looked at for this alone. */
    public Optional<Secret> unlock(String owner, byte[] record, FingerprintImage probe, Secret helperKey)
            throws FingerprintRejected, EnrollmentException {
        return unlock(owner, record, probe(probe), helperKey);
    }

    /**
     * Recovers the secret from a fresh impression: one try.
     *
     * @return the secret that {@link #enrol} gave, or nothing if this is not the finger (or the impression is too different); the caller closes it
     * @throws EnrollmentException if the record is damaged, or belongs to another key, owner or model
     */
    public Optional<Secret> unlock(String owner, byte[] record, Probe probe, Secret helperKey) throws EnrollmentException {
        EnrollmentRecord opened = EnrollmentRecord.open(record, owner, helperKey);
        String model = HexFormat.of().formatHex(opened.modelDigest());
        if (!model.equals(extractor.modelDigest())) {
            throw new EnrollmentException("the finger was enrolled with another model (" + model.substring(0, 16) + "); enrol it again, or bring that model back");
        }
        if (opened.positions().length != binding.bits()) {
            throw new EnrollmentException("the enrolment record has " + opened.positions().length + " bits, not " + binding.bits());
        }
        Optional<BitSet> message = binding.open(opened.positions(), opened.helper(), probe.features, opened.seed());
        Optional<WrappedSecret.Content> content = message.isEmpty() ? Optional.empty()
                : WrappedSecret.unwrap(opened.wrappedSecret(), message.get(), opened.seed());
        if (content.isEmpty()) {
            return Optional.empty();
        }
        if (opened.version() > 1 && !MinutiaeMatcher.passes(content.get().templates(), probe.template)) {
            content.get().secret().close();
            return Optional.empty();
        }
        return content.map(WrappedSecret.Content::secret);
    }
}
