package org.dicomseal.biometric;

/** Something about owners can't be done; the message tells a person what and why, and never describes a finger. */
public final class OwnersException extends Exception {

    private static final long serialVersionUID = 1L;

    public OwnersException(String message) {
        super(message);
    }

    public OwnersException(String message, Throwable cause) {
        super(message, cause);
    }
}
