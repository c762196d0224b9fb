package org.dicomseal.dimse;

import java.io.IOException;

/** A running C-MOVE of a peer. */
public final class MoveOperation extends Operation {

    MoveOperation(Association association, Message message, byte[] identifier) {
        super(association, message, identifier);
    }

    /** AE title to send to. */
    public String destination() {
        return request.text(CommandElement.MOVE_DESTINATION);
    }

    /** Sends a pending response. */
    public void pending(SubOperations counts) throws IOException {
        RetrieveResponses.sendPending(association, context, request, counts);
    }
}
