package org.dicomseal.node.retrieve;

import java.io.IOException;

/** One object can't be given to the destination, for a reason that has a name; the retrieval goes on with the others. */
final class UndeliverableException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param reason goes into the log and the final response's comment: short, and no patient's data */
    UndeliverableException(String reason) {
        super(reason);
    }

    UndeliverableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
