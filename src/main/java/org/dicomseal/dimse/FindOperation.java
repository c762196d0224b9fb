package org.dicomseal.dimse;

import java.io.IOException;

/** A running C-FIND of a peer. */
public final class FindOperation extends Operation {

    FindOperation(Association association, Message message, byte[] identifier) {
        super(association, message, identifier);
    }

    /** Sends a pending response with a match, in the operation's transfer syntax. */
    public void match(byte[] matchingIdentifier) throws IOException {
        match(Status.PENDING, matchingIdentifier);
    }

    /**
     * Sends a pending response with a match, in the operation's transfer syntax.
     *
     * @param status {@link Status#PENDING} or {@link Status#PENDING_WITH_WARNING}
     */
    public void match(int status, byte[] matchingIdentifier) throws IOException {
        association.send(context, Command.response(request, status), ObjectWriter.of(matchingIdentifier));
    }
}
