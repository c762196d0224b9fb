package org.dicomseal.dimse;

import java.io.IOException;

/** C-FIND as user (PS3.4 section C.4.1). */
public final class FindScu {

    private final Association association;
    private final PresentationContext context;
    private volatile Exchange running;

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
        running = exchange;
        boolean wanted = true;
        while (true) {
            Message response = exchange.response();
            int status = response.command().status();
            if (!Status.isPending(status)) {
                running = null;
                return Outcome.of(response.command());
            }
            byte[] match = Exchange.identifier(association, response);
            if (wanted && !matches.match(status, match)) {
                wanted = false;
                exchange.cancel();
            }
        }
    }

    /** Cancels the running find, from any thread; does nothing if none runs. The final answer still comes. */
    public void cancel() throws IOException {
        Exchange exchange = running;
        if (exchange != null) {
            exchange.cancel();
        }
    }
}
