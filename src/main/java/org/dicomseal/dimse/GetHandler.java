package org.dicomseal.dimse;

import java.io.IOException;

/** Answers C-GET. */
@FunctionalInterface
public interface GetHandler {

    /**
     * Sends the objects through the operation, on a thread of its own.
     *
     * @throws ServiceException to answer with its status
     */
    RetrieveOutcome get(GetOperation operation) throws IOException;
}
