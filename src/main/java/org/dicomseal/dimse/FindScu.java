package org.dicomseal.dimse;

import java.io.IOException;

/** C-FIND as user (PS3.4 section C.4.1). */
public final class FindScu {

    /** @param model SOP class of the information model */
    public FindScu(Association association, String model) throws NoPresentationContextException {
        throw new UnsupportedOperationException();
    }

    /** The transfer syntax of identifiers, both ways. */
    public String transferSyntax() {
        throw new UnsupportedOperationException();
    }

    /** Asks, hands on the matches, and returns the final answer. */
    public Outcome find(byte[] identifier, MatchHandler matches) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Cancels the running find, from any thread. The final answer still comes. */
    public void cancel() throws IOException {
        throw new UnsupportedOperationException();
    }
}
