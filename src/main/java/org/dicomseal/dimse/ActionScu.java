package org.dicomseal.dimse;

import java.io.IOException;

/** N-ACTION as user (PS3.7 section 10.1.4). */
public final class ActionScu {

    private final Association association;
    private final PresentationContext context;

    /** @param sopClass whose provider is asked to act */
    public ActionScu(Association association, String sopClass) throws NoPresentationContextException {
        this.association = association;
        this.context = association.contextFor(sopClass);
    }

    /** The transfer syntax of the action's information. */
    public String transferSyntax() {
        return context.transferSyntax();
    }

    /**
     * Asks, and returns the answer. Requests of the peer that come before it go to {@link Association#onRequest}'s handler.
     *
     * @param information the data set, in {@link #transferSyntax()}
     */
    public Outcome act(String sopInstance, int actionType, byte[] information) throws IOException {
        Command request = new Command().put(CommandElement.COMMAND_FIELD, CommandField.N_ACTION_RQ)
                .put(CommandElement.REQUESTED_SOP_CLASS_UID, context.abstractSyntax())
                .put(CommandElement.MESSAGE_ID, association.nextMessageId())
                .put(CommandElement.REQUESTED_SOP_INSTANCE_UID, sopInstance)
                .put(CommandElement.ACTION_TYPE_ID, actionType);
        return Outcome.of(new Exchange(association, context, request, ObjectWriter.of(information)).response().command());
    }
}
