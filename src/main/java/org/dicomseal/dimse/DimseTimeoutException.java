package org.dicomseal.dimse;

import java.time.Duration;

/** A wait for the peer, or for the peer to take our bytes, ran out of time. The association is gone. */
public class DimseTimeoutException extends DimseException {

    private static final long serialVersionUID = 1L;

    /** @param waitedFor what was awaited, in words */
    public DimseTimeoutException(String waitedFor, Duration limit) {
        super("no " + waitedFor + " within " + limit.toMillis() + " ms");
    }
}
