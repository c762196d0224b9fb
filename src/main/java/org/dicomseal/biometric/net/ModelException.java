package org.dicomseal.biometric.net;

import java.io.IOException;

/** A model file that can't be used; the message names the file or parameter and what is wrong with it. */
public final class ModelException extends IOException {

    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
