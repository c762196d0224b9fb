package org.dicomseal.spool;

import java.io.IOException;

/** A spool file's bytes are not those that were written. */
public final class CorruptSpoolFileException extends IOException {

    public CorruptSpoolFileException(String message) {
        super(message);
    }

    public CorruptSpoolFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
