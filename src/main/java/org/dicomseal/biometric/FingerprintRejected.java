package org.dicomseal.biometric;

/** A fingerprint image that can't be used, and why. The message tells a person what to do better; it never describes the finger. */
public final class FingerprintRejected extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the image. */
    public enum Reason {
        /** not a PNG, TIFF, BMP or JPEG image that can be read */
        UNREADABLE,
        /** fewer pixels than a fingerprint at 500 dpi needs */
        TOO_SMALL,
        /** more pixels than a fingerprint can have */
        TOO_LARGE,
        /** nothing in it looks like ridges */
        NO_RIDGES,
        /** ridges broken or faint all over: a dry finger or too little pressure */
        TOO_DRY,
        /** ridges run together: a wet finger or too much pressure */
        TOO_WET,
        /** too little of the finger is in the picture */
        LITTLE_AREA,
        /** more than one print in the picture */
        TWO_FINGERS,
        /** the impressions given for one enrolment don't belong to one finger, or overlap too little */
        IMPRESSIONS_DIFFER
    }

    private final Reason reason;

    public FingerprintRejected(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The same, said of a named image. */
    FingerprintRejected of(String image) {
        FingerprintRejected named = new FingerprintRejected(reason, image.isEmpty() ? getMessage() : image + ": " + getMessage());
        named.initCause(this);
        return named;
    }

    public Reason reason() {
        return reason;
    }
}
