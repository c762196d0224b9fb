package org.dicomseal.dimse;

import java.io.IOException;

/** C-ECHO as user (PS3.7 section 9.1.5). */
public final class EchoScu {

    public EchoScu(Association association) {
        throw new UnsupportedOperationException();
    }

    public Outcome echo() throws IOException {
        throw new UnsupportedOperationException();
    }
}
