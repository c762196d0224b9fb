package org.dicomseal.dimse;

import java.io.IOException;
import java.util.function.Consumer;

/** C-MOVE as user (PS3.4 section C.4.2). */
public final class MoveScu {

    /** @param model SOP class of the information model */
    public MoveScu(Association association, String model) throws NoPresentationContextException {
        throw new UnsupportedOperationException();
    }

    /** The transfer syntax of identifiers, both ways. */
    public String transferSyntax() {
        throw new UnsupportedOperationException();
    }

    /** The message id that the next move will have: what its sub-operations name as Move Originator Message ID. */
    public int messageId() {
        throw new UnsupportedOperationException();
    }

    /** Asks the peer to send to {@code destination}, and returns the final answer. */
    public RetrieveOutcome move(String destination, byte[] identifier, Consumer<SubOperations> progress) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Cancels the running move, from any thread. The final answer still comes. */
    public void cancel() throws IOException {
        throw new UnsupportedOperationException();
    }
}
