package org.dicomseal.dimse;

import java.io.IOException;

/** C-FIND as user (PS3.4 section C.4.1). */
public final class FindScu {

    private final Association association;
    private final PresentationContext context;
    private final CancelSwitch cancel = new CancelSwitch();

    /** @param model SOP class of the information model */
    public FindScu(Association association, String model) throws NoPresentationContextException {
        this.association = association;
        this.context = association.contextFor(model);
    }

    /** The transfer syntax of identifiers, both ways. */
    public String transferSyntax() {
        return context.transferSyntax();
    }

    /** Asks, hands on the matches, and returns the final answer. */
    public Outcome find(byte[] identifier, MatchHandler matches) throws IOException {
        Command request = Command.request(CommandField.C_FIND_RQ, context.abstractSyntax(), association.nextMessageId())
                .put(CommandElement.PRIORITY, 0);
        Exchange exchange = new Exchange(association, context, request, ObjectWriter.of(identifier));
        cancel.started(exchange);
        boolean wanted = true;
        while (true) {
            Message response = exchange.response();
            int status = response.command().status();
            if (!Status.isPending(status)) {
                cancel.ended();
                return Outcome.of(response.command());
            }
            byte[] match = Exchange.identifier(association, response);
            if (wanted && !matches.match(status, match)) {
                wanted = false;
                exchange.cancel();
            }
        }
    }

    /**
     * Cancels the running find, and any that this user starts later; from any thread. The final answer still comes.
     */
    public void cancel() throws IOException {
        cancel.cancel();
    }
}
