package org.dicomseal.dimse;

import java.io.IOException;

/** C-STORE as user (PS3.7 section 9.1.1). */
public final class StoreScu {

    private final Association association;

    public StoreScu(Association association) {
        this.association = association;
    }

    /**
     * Sends one object and waits for the answer.
     *
     * @param object writes the data set in the request's transfer syntax
     * @return the peer's answer; a failure status is no exception
     * @throws NoPresentationContextException before anything is sent; the association lives
     * @throws IOException the writer's own, see {@link Association#send}; or the association's end
     */
    public Outcome store(StoreRequest request, ObjectWriter object) throws IOException {
        PresentationContext context = association.contextFor(request.sopClass(), request.transferSyntax());
        Command command = command(request, association.nextMessageId());
        Exchange exchange = new Exchange(association, context, command, object);
        return Outcome.of(exchange.response().command());
    }

    static Command command(StoreRequest request, int messageId) {
        Command command = Command.request(CommandField.C_STORE_RQ, request.sopClass(), messageId)
                .put(CommandElement.PRIORITY, request.priority())
                .put(CommandElement.AFFECTED_SOP_INSTANCE_UID, request.sopInstance());
        if (!request.moveOriginatorAe().isEmpty()) {
            command.put(CommandElement.MOVE_ORIGINATOR_AE_TITLE, request.moveOriginatorAe())
                    .put(CommandElement.MOVE_ORIGINATOR_MESSAGE_ID, request.moveOriginatorMessageId());
        }
        return command;
    }
}
