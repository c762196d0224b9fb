package org.dicomseal.dimse;

import org.slf4j.Logger;

/** Final responses of providers. */
final class Responses {

    /** Error Comment is LO: 64 characters. */
    private static final int LONGEST_COMMENT = 64;

    private Responses() {
    }

    static Command of(Command request, Outcome outcome) {
        Command response = Command.response(request, outcome.status());
        if (!outcome.comment().isEmpty()) {
            String printable = outcome.comment().replaceAll("[^ -~]|\\\\", "?");
            response.put(CommandElement.ERROR_COMMENT,
                    printable.substring(0, Math.min(LONGEST_COMMENT, printable.length())));
        }
        return response;
    }

    /** What to answer when a handler threw. Only a ServiceException's text is meant for the peer. */
    static Outcome failure(Logger log, Command request, Exception e) {
        if (e instanceof ServiceException refused) {
            log.info("{} answered {}: {}", request, Status.toString(refused.status()), refused.getMessage());
            return new Outcome(refused.status(), refused.getMessage());
        }
        log.error("{} failed", request, e);
        return Outcome.of(Status.PROCESSING_FAILURE);
    }
}
