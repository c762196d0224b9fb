package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dicomseal.biometric.FingerprintRejected.Reason;
import org.dicomseal.keys.Secret;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From images to the secret and back, with the built-in model. Its graph is built once, in the build folder. */
class EnrollmentTest {

    private static final Secret HELPER_KEY = Secret.copyOf(new byte[32]);

    private static Enrollment enrollment;
    private static SyntheticFingerprint finger;
    private static List<FingerprintImage> impressions;
    private static Enrollment.Enrolled enrolled;

    @BeforeAll
    static void enrol() throws Exception {
        enrollment = TestFingers.enrollment();
        finger = TestFingers.finger(12);
        impressions = TestFingers.three(12);
        enrolled = enrollment.enrol("radiology", impressions, HELPER_KEY);
    }

    @Test
    void everyEnrolledImageGivesTheSecretBack() throws Exception {
        for (FingerprintImage image : impressions) {
            assertTrue(unlock(enrolled, image).orElseThrow().sameAs(enrolled.secret()));
        }
    }

    @Test
    void aFreshImpressionGivesTheSecretBack() throws Exception {
        assertTrue(unlock(enrolled, finger.impression(7, 0.6)).orElseThrow().sameAs(enrolled.secret()));
    }

    @Test
    void otherFingersGiveNothing() throws Exception {
        for (int stranger = 700; stranger < 706; stranger++) {
            assertTrue(unlock(enrolled, SyntheticFingerprint.grow(stranger).impression(1, 0.6)).isEmpty());
        }
    }

    @Test
    void theRecoveryCodeIsTheSecret() {
        assertArrayEquals(enrolled.secret().copyBytes(), RecoveryCode.parse(enrolled.recoveryCode()));
    }

    @Test
    void enrollingAgainRevokesTheOldSecret() throws Exception {
        Enrollment.Enrolled again = enrollment.enrol("radiology", impressions, HELPER_KEY);
        assertFalse(again.secret().sameAs(enrolled.secret()));
        Optional<Secret> opened = unlock(again, impressions.get(0));
        assertTrue(opened.orElseThrow().sameAs(again.secret()));
        assertFalse(opened.orElseThrow().sameAs(enrolled.secret()));
    }

    @Test
    void theRecordOpensForItsOwnerAndKeyOnly() {
        byte[] other = new byte[32];
        other[5] = 1;
        assertThrows(EnrollmentException.class, () -> enrollment.unlock("cardiology", enrolled.record(), impressions.get(0), HELPER_KEY));
        assertThrows(EnrollmentException.class,
                () -> enrollment.unlock("radiology", enrolled.record(), impressions.get(0), Secret.copyOf(other)));
    }

    @Test
    void impressionsOfDifferentFingersCantBeEnrolledTogether() {
        List<FingerprintImage> mixed = List.of(impressions.get(0), SyntheticFingerprint.grow(700).impression(0, 0.6),
                SyntheticFingerprint.grow(701).impression(0, 0.6));
        FingerprintRejected e = assertThrows(FingerprintRejected.class, () -> enrollment.enrol("x", mixed, HELPER_KEY));
        assertEquals(Reason.IMPRESSIONS_DIFFER, e.reason());
    }

    @Test
    void oneBadImageOfThreeIsLeftOutAndNamed() throws Exception {
        FingerprintImage blank = FingerprintImage.of(300, 300, new byte[90_000]);
        Enrollment.Enrolled without = enrollment.enrol("x", List.of(impressions.get(0), blank, impressions.get(1)), HELPER_KEY);
        assertEquals(1, without.leftOut().size());
        assertTrue(without.leftOut().get(0).startsWith("image 2: "), without.leftOut().get(0));
        assertTrue(enrollment.unlock("x", without.record(), finger.impression(7, 0.6), HELPER_KEY).orElseThrow().sameAs(without.secret()));

        FingerprintImage stranger = SyntheticFingerprint.grow(700).impression(0, 0.6);
        Enrollment.Enrolled own = enrollment.enrol("x", List.of(stranger, impressions.get(0), impressions.get(1)), HELPER_KEY);
        assertTrue(own.leftOut().get(0).startsWith("image 1: differs"), own.leftOut().get(0));
        assertTrue(enrollment.unlock("x", own.record(), stranger, HELPER_KEY).isEmpty());
    }

    @Test
    void ofTwoImagesBothMustBeGoodAndOfOneFinger() {
        FingerprintImage stranger = TestFingers.finger(700).impression(0, 0.6);
        assertThrows(FingerprintRejected.class, () -> enrollment.enrol("x", List.of(impressions.get(0), stranger), HELPER_KEY));
        assertThrows(FingerprintRejected.class,
                () -> enrollment.enrol("x", List.of(impressions.get(0), FingerprintImage.of(300, 300, new byte[90_000])), HELPER_KEY));
    }

    @Test
    void nothingThatIsPrintedShowsASecret() {
        String text = enrolled.toString();
        assertFalse(text.contains(enrolled.recoveryCode().substring(0, 4)));
        assertFalse(text.contains(Arrays.toString(enrolled.record())));
    }

    private static Optional<Secret> unlock(Enrollment.Enrolled to, FingerprintImage image) throws Exception {
        return enrollment.unlock("radiology", to.record(), image, HELPER_KEY);
    }
}
