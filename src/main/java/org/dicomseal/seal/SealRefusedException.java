package org.dicomseal.seal;

import java.io.IOException;

/** An object that can't be sealed, for a reason that has a name. Trying again gives the same answer. */
public class SealRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** It has no pixel data, and the route rejects such objects. */
        WITHOUT_PIXELS,
        /** Its pixels are elsewhere: Pixel Data Provider URL (0028,7FE0). */
        PIXELS_ELSEWHERE,
        /** Its pixel data, or the sealed payload, has 4 GiB or more: no DICOM element holds that. */
        TOO_LARGE,
        /** The carrier would need more than 65535 rows. */
        TOO_MANY_ROWS,
        /** SOP Class or Instance UID is missing or impossible. */
        NO_IDENTITY,
        /** Pixel data that a data set of this transfer syntax can't have. */
        MALFORMED
    }

    private final Reason reason;

    public SealRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
