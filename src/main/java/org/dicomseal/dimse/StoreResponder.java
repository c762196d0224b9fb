package org.dicomseal.dimse;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a C-STORE-RQ to its handler and answers it; on either side of an association. */
final class StoreResponder {

    private static final Logger LOG = LoggerFactory.getLogger(StoreResponder.class);

    private StoreResponder() {
    }

    static void respond(Association association, Message message, StoreHandler handler) throws IOException {
        Outcome outcome = outcome(association, message, handler);
        association.send(message.context(), Responses.of(message.command(), outcome), null);
    }

    private static Outcome outcome(Association association, Message message, StoreHandler handler) throws IOException {
        Command command = message.command();
        if (!command.sopClass().equals(message.context().abstractSyntax())) {
            return new Outcome(Status.SOP_CLASS_NOT_SUPPORTED, "SOP class is not the presentation context's");
        }
        if (message.dataSet() == null || command.sopInstance().isEmpty()) {
            return new Outcome(Status.MISTYPED_ARGUMENT, "no data set, or no SOP instance UID");
        }
        StoreRequest request = new StoreRequest(command.sopClass(), command.sopInstance(), message.context().transferSyntax(),
                command.integer(CommandElement.PRIORITY).orElse(0),
                command.text(CommandElement.MOVE_ORIGINATOR_AE_TITLE),
                command.integer(CommandElement.MOVE_ORIGINATOR_MESSAGE_ID).orElse(0));
        try {
            return handler.store(association, request, message.dataSet());
        } catch (IOException | RuntimeException e) {
            if (!association.isOpen()) {
                throw e;
            }
            return Responses.failure(LOG, command, e);
        }
    }
}
