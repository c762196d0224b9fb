package org.dicomseal.dimse;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands an N-ACTION-RQ or N-EVENT-REPORT-RQ to its handler and answers it; on either side of an association. */
final class NormalizedResponder implements RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(NormalizedResponder.class);

    private final int commandField;
    private final int typeElement;
    private final NormalizedHandler handler;

    private NormalizedResponder(int commandField, int typeElement, NormalizedHandler handler) {
        this.commandField = commandField;
        this.typeElement = typeElement;
        this.handler = handler;
    }

    static NormalizedResponder ofActions(NormalizedHandler handler) {
        return new NormalizedResponder(CommandField.N_ACTION_RQ, CommandElement.ACTION_TYPE_ID, handler);
    }

    static NormalizedResponder ofEventReports(NormalizedHandler handler) {
        return new NormalizedResponder(CommandField.N_EVENT_REPORT_RQ, CommandElement.EVENT_TYPE_ID, handler);
    }

    @Override
    public void handle(Association association, Message message) throws IOException {
        Command command = message.command();
        if (command.field() != commandField) {
            REFUSE.handle(association, message);
            return;
        }
        Outcome outcome = outcome(association, message);
        Command response = Responses.of(command, outcome);
        command.integer(typeElement).ifPresent(type -> response.put(typeElement, type));
        association.send(message.context(), response, null);
    }

    private Outcome outcome(Association association, Message message) throws IOException {
        Command command = message.command();
        if (!command.sopClass().equals(message.context().abstractSyntax())) {
            return new Outcome(Status.NO_SUCH_SOP_CLASS, "SOP class is not the presentation context's");
        }
        if (command.integer(typeElement).isEmpty()) {
            return new Outcome(Status.MISTYPED_ARGUMENT, "no action or event type");
        }
        byte[] information = Exchange.identifier(association, message);
        try {
            return handler.handle(association, new NormalizedRequest(command.sopClass(), command.sopInstance(),
                    command.integer(typeElement).getAsInt(), message.context().transferSyntax(), information));
        } catch (IOException | RuntimeException e) {
            if (!association.isOpen()) {
                throw e;
            }
            return Responses.failure(LOG, command, e);
        }
    }
}
