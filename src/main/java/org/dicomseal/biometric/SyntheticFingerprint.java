package org.dicomseal.biometric;

/** Fingerprints of nobody, grown from a number; for training, tests and the demo. The same number gives the same print on every machine. */
public final class SyntheticFingerprint {

    private SyntheticFingerprint() {
    }

    /**
     * Grows the ridges of a finger.
     *
     * @param seed one finger a seed
     */
    public static SyntheticFingerprint grow(long seed) {
        throw new UnsupportedOperationException();
    }

    /**
     * An impression of this finger: placed, pressed, distorted and scanned a little differently for every number.
     *
     * @param number     which impression
     * @param difficulty 0 is nearly ideal, 1 ordinary, 2 poor
     */
    public FingerprintImage impression(long number, double difficulty) {
        throw new UnsupportedOperationException();
    }
}
