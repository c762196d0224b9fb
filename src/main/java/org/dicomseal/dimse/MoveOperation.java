package org.dicomseal.dimse;

import java.io.IOException;

/** A running C-MOVE of a peer. */
public final class MoveOperation {

    /** The association that it came on. */
    public Association association() {
        throw new UnsupportedOperationException();
    }

    /** SOP class of the information model. */
    public String sopClass() {
        throw new UnsupportedOperationException();
    }

    /** Transfer syntax of the identifiers, both ways. */
    public String transferSyntax() {
        throw new UnsupportedOperationException();
    }

    /** The request's identifier. */
    public byte[] identifier() {
        throw new UnsupportedOperationException();
    }

    /** The request's message id. */
    public int messageId() {
        throw new UnsupportedOperationException();
    }

    /** Whether the peer has cancelled, or is gone. */
    public boolean isCancelled() {
        throw new UnsupportedOperationException();
    }

    /** Called once, on another thread, when the peer cancels or is gone; at once if it has. */
    public void onCancel(Runnable action) {
        throw new UnsupportedOperationException();
    }

    /** AE title to send to. */
    public String destination() {
        throw new UnsupportedOperationException();
    }

    /** Sends a pending response. */
    public void pending(SubOperations counts) throws IOException {
        throw new UnsupportedOperationException();
    }
}
