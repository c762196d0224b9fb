package org.dicomseal.seal;

import java.io.IOException;

/** The object carries no payload of this software: it was never sealed, or its carrier was replaced or recompressed with loss. */
public class NotSealedException extends IOException {

    private static final long serialVersionUID = 1L;

    public NotSealedException(String message) {
        super(message);
    }
}
