package org.dicomseal.dimse;

import java.io.IOException;
import java.util.function.Consumer;

/** C-GET as user (PS3.4 section C.4.3). The association must have the provider's role for the storage SOP classes. */
public final class GetScu {

    /** @param model SOP class of the information model */
    public GetScu(Association association, String model) throws NoPresentationContextException {
        throw new UnsupportedOperationException();
    }

    /** The transfer syntax of identifiers, both ways. */
    public String transferSyntax() {
        throw new UnsupportedOperationException();
    }

    /** Asks for objects, hands them to the handler on the calling thread, and returns the final answer. */
    public RetrieveOutcome get(byte[] identifier, StoreHandler objects, Consumer<SubOperations> progress) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Cancels the running get, from any thread. The final answer still comes. */
    public void cancel() throws IOException {
        throw new UnsupportedOperationException();
    }
}
