package org.dicomseal.spool;

import java.io.IOException;

/** There is no room for the object now: too little disk left, or the spool's byte budget is used up. Transient. */
public final class SpoolFullException extends IOException {

    public SpoolFullException(String message) {
        super(message);
    }
}
