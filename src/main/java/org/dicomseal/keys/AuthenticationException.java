package org.dicomseal.keys;

import java.io.IOException;

/** Bytes are not what was encrypted under this key: changed, cut, moved, spliced, or of another key. */
public class AuthenticationException extends IOException {

    private static final long serialVersionUID = 1L;

    public AuthenticationException(String message) {
        super(message);
    }
}
