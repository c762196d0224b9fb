package org.dicomseal.dimse;

import java.io.IOException;

/** A running C-GET of a peer. */
public final class GetOperation {

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

    /** Sends one object on the same association, and waits for the answer; see {@link StoreScu#store}. */
    public Outcome store(StoreRequest request, ObjectWriter object) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Sends a pending response. */
    public void pending(SubOperations counts) throws IOException {
        throw new UnsupportedOperationException();
    }
}
