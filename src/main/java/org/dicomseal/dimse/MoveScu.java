package org.dicomseal.dimse;

import java.io.IOException;
import java.util.function.Consumer;

/** C-MOVE as user (PS3.4 section C.4.2). */
public final class MoveScu {

    private final Association association;
    private final PresentationContext context;
    private final CancelSwitch cancel = new CancelSwitch();
    private int messageId;

    /** @param model SOP class of the information model */
    public MoveScu(Association association, String model) throws NoPresentationContextException {
        this.association = association;
        this.context = association.contextFor(model);
        this.messageId = association.nextMessageId();
    }

    /** The transfer syntax of identifiers, both ways. */
    public String transferSyntax() {
        return context.transferSyntax();
    }

    /** The message id that the next move will have: what its sub-operations name as Move Originator Message ID. */
    public int messageId() {
        return messageId;
    }

    /**
     * Asks the peer to send to an AE, and returns the final answer.
     *
     * @param destination an AE title that the peer knows
     * @param progress gets the counts of each pending response
     */
    public RetrieveOutcome move(String destination, byte[] identifier, Consumer<SubOperations> progress) throws IOException {
        Command request = Command.request(CommandField.C_MOVE_RQ, context.abstractSyntax(), messageId)
                .put(CommandElement.PRIORITY, 0)
                .put(CommandElement.MOVE_DESTINATION, destination);
        messageId = association.nextMessageId();
        Exchange exchange = new Exchange(association, context, request, ObjectWriter.of(identifier));
        cancel.started(exchange);
        while (true) {
            Message response = exchange.response();
            if (!Status.isPending(response.command().status())) {
                cancel.ended();
                return RetrieveResponses.read(association, response);
            }
            progress.accept(RetrieveResponses.counts(response.command()));
        }
    }

    /**
     * Cancels the running move, and any that this user starts later; from any thread. The final answer still comes.
     */
    public void cancel() throws IOException {
        cancel.cancel();
    }
}
