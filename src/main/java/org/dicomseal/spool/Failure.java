package org.dicomseal.spool;

import java.time.Instant;
import java.util.Objects;

/** What went wrong at the last attempt. The message holds no patient data. */
public record Failure(Cause cause, String message, Instant at) {

    public Failure {
        Objects.requireNonNull(cause);
        Objects.requireNonNull(at);
        message = message == null ? "" : message;
    }
}
