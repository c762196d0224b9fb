package org.dicomseal.dimse;

import java.io.IOException;

/** Answers C-FIND. */
@FunctionalInterface
public interface FindHandler {

    /**
     * Finds, and reports matches through the operation, on a thread of its own.
     *
     * @return the final status; {@link Status#CANCEL} if it stopped because the operation was cancelled
     * @throws ServiceException to answer with its status
     */
    Outcome find(FindOperation operation) throws IOException;
}
