package org.dicomseal.dimse;

import java.io.IOException;

/** C-ECHO as user (PS3.7 section 9.1.5). */
public final class EchoScu {

    /** SOP class of the verification service. */
    public static final String VERIFICATION = "1.2.840.10008.1.1";

    private final Association association;

    public EchoScu(Association association) {
        this.association = association;
    }

    /** Asks whether the peer is there. */
    public Outcome echo() throws IOException {
        Command request = Command.request(CommandField.C_ECHO_RQ, VERIFICATION, association.nextMessageId());
        Exchange exchange = new Exchange(association, association.contextFor(VERIFICATION), request, null);
        return Outcome.of(exchange.response().command());
    }
}
