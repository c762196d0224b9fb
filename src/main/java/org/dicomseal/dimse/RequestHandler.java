package org.dicomseal.dimse;

import java.io.IOException;

/** Takes a request of a service that has no handler type of its own, and answers it by {@link Association#send}. */
@FunctionalInterface
public interface RequestHandler {

    /** Answers "unrecognized operation". */
    RequestHandler REFUSE = (association, request) -> association.send(request.context(),
            Command.response(request.command(), Status.UNRECOGNIZED_OPERATION), null);

    /** Takes N-EVENT-REPORT on an association of ours, for {@link Association#onRequest}. */
    static RequestHandler ofEventReports(NormalizedHandler handler) {
        return NormalizedResponder.ofEventReports(handler);
    }

    void handle(Association association, Message request) throws IOException;
}
