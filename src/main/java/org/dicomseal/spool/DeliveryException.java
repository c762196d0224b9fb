package org.dicomseal.spool;

import java.util.Objects;

/** An object was not delivered: the cause class, and a message without patient data that a person can act on. */
public final class DeliveryException extends Exception {

    private final Cause cause;

    public DeliveryException(Cause cause, String message) {
        this(cause, message, null);
    }

    public DeliveryException(Cause cause, String message, Throwable trigger) {
        super(message, trigger);
        this.cause = Objects.requireNonNull(cause);
    }

    public Cause causeClass() {
        return cause;
    }
}
