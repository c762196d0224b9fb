package org.dicomseal.spool;

import java.io.IOException;

/** The key that a spool file was encrypted with, or is to be, is not to be had now. */
public final class VaultLockedException extends IOException {

    private static final long serialVersionUID = 1L;

    public VaultLockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
