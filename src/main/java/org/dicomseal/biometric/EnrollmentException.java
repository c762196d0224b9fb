package org.dicomseal.biometric;

/** An enrolment record that can't be used: altered, made under another key or for another owner, or with another model. */
public final class EnrollmentException extends Exception {

    private static final long serialVersionUID = 1L;

    public EnrollmentException(String message) {
        super(message);
    }

    public EnrollmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
