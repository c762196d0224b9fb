package org.dicomseal.dimse;

import java.io.IOException;

/** Something went wrong between us and a peer; the subclass says what. */
public abstract class DimseException extends IOException {

    private static final long serialVersionUID = 1L;

    protected DimseException(String message) {
        super(message);
    }

    protected DimseException(String message, Throwable cause) {
        super(message, cause);
    }
}
