package org.dicomseal.dimse;

import java.io.IOException;

/** C-STORE as user (PS3.7 section 9.1.1). */
public final class StoreScu {

    public StoreScu(Association association) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends one object and waits for the answer.
     *
     * @return the peer's answer; a failure status is no exception
     * @throws NoPresentationContextException before anything is sent; the association lives
     * @throws IOException the writer's own, after an abort; or the association's end
     */
    public Outcome store(StoreRequest request, ObjectWriter object) throws IOException {
        throw new UnsupportedOperationException();
    }
}
