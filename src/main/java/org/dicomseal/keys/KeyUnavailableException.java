package org.dicomseal.keys;

/** A key is asked for that can't be given, for a reason that a caller can act on. */
public class KeyUnavailableException extends KeysException {

    private static final long serialVersionUID = 1L;

    /** Why the key can't be given. */
    public enum Reason {
        /** The keyring has never heard of the key id. */
        UNKNOWN,
        /** The key was destroyed. */
        DESTROYED,
        /** The second factor was not given yet: try again after it was. */
        LOCKED,
        /** The keyring holds the id, but not the key for this purpose. */
        PURPOSE_NOT_HELD,
        /** No key of the keyring may seal. */
        NONE_ACTIVE
    }

    private final Reason reason;

    public KeyUnavailableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
