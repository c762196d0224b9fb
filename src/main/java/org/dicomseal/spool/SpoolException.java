package org.dicomseal.spool;

/** The queue's database cannot be used. */
public final class SpoolException extends RuntimeException {

    public SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
