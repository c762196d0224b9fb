package org.dicomseal.dimse;

import java.io.IOException;

/** C-MOVE and C-GET responses: counts and failed instances. */
final class RetrieveResponses {

    private RetrieveResponses() {
    }

    static SubOperations counts(Command response) {
        return new SubOperations(
                response.integer(CommandElement.REMAINING_SUBOPERATIONS).orElse(0),
                response.integer(CommandElement.COMPLETED_SUBOPERATIONS).orElse(0),
                response.integer(CommandElement.FAILED_SUBOPERATIONS).orElse(0),
                response.integer(CommandElement.WARNING_SUBOPERATIONS).orElse(0));
    }

    static RetrieveOutcome read(Association association, Message response) throws IOException {
        byte[] identifier = Exchange.identifier(association, response);
        return new RetrieveOutcome(Outcome.of(response.command()), counts(response.command()),
                FailedInstances.decode(identifier, response.context().transferSyntax()));
    }

    static void sendPending(Association association, PresentationContext context, Command request, SubOperations counts)
            throws IOException {
        Command response = Command.response(request, Status.PENDING);
        response.put(CommandElement.REMAINING_SUBOPERATIONS, counts.remaining());
        put(response, counts);
        association.send(context, response, null);
    }

    static void sendFinal(Association association, PresentationContext context, Command request, RetrieveOutcome outcome)
            throws IOException {
        Command response = Responses.of(request, outcome.outcome());
        // remaining is there in pending and cancelled responses only (PS3.4 tables C.4-2 and C.4-3)
        if (outcome.status() == Status.CANCEL) {
            response.put(CommandElement.REMAINING_SUBOPERATIONS, outcome.counts().remaining());
        }
        put(response, outcome.counts());
        boolean withList = outcome.status() != Status.SUCCESS && !outcome.failed().isEmpty();
        association.send(context, response, withList
                ? ObjectWriter.of(FailedInstances.encode(outcome.failed(), context.transferSyntax())) : null);
    }

    private static void put(Command response, SubOperations counts) {
        response.put(CommandElement.COMPLETED_SUBOPERATIONS, counts.completed());
        response.put(CommandElement.FAILED_SUBOPERATIONS, counts.failed());
        response.put(CommandElement.WARNING_SUBOPERATIONS, counts.warning());
    }
}
