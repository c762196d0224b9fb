package org.dicomseal.keys;

/** A keystore or a key can't be used. The message names which one and why; it never holds key material or a password. */
public class KeysException extends Exception {

    private static final long serialVersionUID = 1L;

    public KeysException(String message) {
        super(message);
    }

    public KeysException(String message, Throwable cause) {
        super(message, cause);
    }
}
