package org.dicomseal.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.biometric.Enrollment;
import org.dicomseal.biometric.FeatureExtractor;
import org.dicomseal.biometric.FingerUnlock;
import org.dicomseal.biometric.FingerprintImage;
import org.dicomseal.biometric.FingerprintRejected;
import org.dicomseal.biometric.OwnerEnrolment;
import org.dicomseal.biometric.Owners;
import org.dicomseal.biometric.OwnersException;
import org.dicomseal.biometric.SyntheticFingerprint;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.Secret;

/**
 * The demo's owner: three impressions of a finger of nobody are enrolled, the keystore is closed and opened again, a stranger's finger
 * is refused, and a fresh impression of the enrolled one opens it.
 *
 * @param owners         the keystore, open
 * @param enrolled       impressions that were enrolled
 * @param fresh          the impression that opened it; null if none did
 * @param tries          fresh impressions that were shown
 * @param stranger       another finger's impression
 * @param strangerOpened whether that opened anything
 * @param enrolMillis    time to enrol, in milliseconds
 * @param unlockMillis   time for the last fresh impression
 */
record FingerScene(Owners owners, List<FingerprintImage> enrolled, FingerprintImage fresh, int tries, FingerprintImage stranger,
                   boolean strangerOpened, long enrolMillis, long unlockMillis) {

    static final String OWNER = "Phantom Hospital";

    private static final long FINGER = 2026;
    private static final long STRANGER = 2027;
    /** How unlike each other a finger's impressions are: 1 is ordinary. */
    private static final double DIFFICULTY = 0.6;
    private static final int MOST_TRIES = 3;

    /** Plays it, in a keystore that was made already. */
    static FingerScene play(Path keystore, Password password, FeatureExtractor network) throws IOException, KeysException {
        try {
            return played(keystore, password, new Enrollment(network, new SecureRandom()));
        } catch (FingerprintRejected | OwnersException e) {
            throw new IOException("the demo's own finger: " + e.getMessage(), e);
        }
    }

    private static FingerScene played(Path keystore, Password password, Enrollment enrollment)
            throws FingerprintRejected, OwnersException, KeysException {
        SyntheticFingerprint finger = SyntheticFingerprint.grow(FINGER);
        List<FingerprintImage> impressions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            impressions.add(finger.impression(i, DIFFICULTY));
        }
        long start = System.nanoTime();
        try (Owners before = Owners.open(keystore, password)) {
            new OwnerEnrolment(before).enrol(OWNER, impressions, enrollment, password).secret().close();
        }
        long enrolMillis = millisSince(start);
        Owners owners = Owners.open(keystore, password);
        FingerUnlock unlock = new FingerUnlock(owners, enrollment);
        FingerprintImage stranger = SyntheticFingerprint.grow(STRANGER).impression(0, DIFFICULTY);
        boolean strangerOpened = opens(unlock, stranger);
        int tries = 0;
        FingerprintImage opening = null;
        while (opening == null && tries < MOST_TRIES) {
            tries++;
            FingerprintImage fresh = finger.impression(2 + tries, DIFFICULTY);
            start = System.nanoTime();
            opening = opens(unlock, fresh) ? fresh : null;
        }
        return new FingerScene(owners, List.copyOf(impressions), opening, tries, stranger, strangerOpened, enrolMillis, millisSince(start));
    }

    private static boolean opens(FingerUnlock unlock, FingerprintImage impression) throws FingerprintRejected, OwnersException, KeysException {
        List<Secret> secrets = unlock.unlock(OWNER, impression);
        secrets.forEach(Secret::close);
        return !secrets.isEmpty();
    }

    private static long millisSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1_000_000;
    }

    /** Whether the right finger opened the keystore, and the wrong one didn't. */
    boolean good() {
        return fresh != null && !strangerOpened;
    }
}
