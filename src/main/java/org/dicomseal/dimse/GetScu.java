package org.dicomseal.dimse;

import java.io.IOException;
import java.util.function.Consumer;

/** C-GET as user (PS3.4 section C.4.3). The association must have the provider's role for the storage SOP classes. */
public final class GetScu {

    private final Association association;
    private final PresentationContext context;
    private final CancelSwitch cancel = new CancelSwitch();

    /** @param model SOP class of the information model */
    public GetScu(Association association, String model) throws NoPresentationContextException {
        this.association = association;
        this.context = association.contextFor(model);
    }

    /** The transfer syntax of identifiers, both ways. */
    public String transferSyntax() {
        return context.transferSyntax();
    }

    /**
     * Asks for objects, hands them to the handler on the calling thread, and returns the final answer.
     *
     * @param progress gets the counts of each pending response
     */
    public RetrieveOutcome get(byte[] identifier, StoreHandler objects, Consumer<SubOperations> progress) throws IOException {
        Command request = Command.request(CommandField.C_GET_RQ, context.abstractSyntax(), association.nextMessageId())
                .put(CommandElement.PRIORITY, 0);
        Exchange exchange = new Exchange(association, context, request, ObjectWriter.of(identifier));
        cancel.started(exchange);
        while (true) {
            Message message = exchange.next();
            Command command = message.command();
            if (command.field() == CommandField.C_STORE_RQ) {
                StoreResponder.respond(association, message, objects);
            } else if (!command.isResponse()) {
                association.requestHandler().handle(association, message);
            } else if (Status.isPending(command.status())) {
                progress.accept(RetrieveResponses.counts(command));
            } else {
                cancel.ended();
                return RetrieveResponses.read(association, message);
            }
        }
    }

    /**
     * Cancels the running get, and any that this user starts later; from any thread. The final answer still comes.
     */
    public void cancel() throws IOException {
        cancel.cancel();
    }
}
