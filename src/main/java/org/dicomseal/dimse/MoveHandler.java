package org.dicomseal.dimse;

import java.io.IOException;

/** Answers C-MOVE. */
@FunctionalInterface
public interface MoveHandler {

    /**
     * Moves, and reports progress through the operation, on a thread of its own.
     *
     * @throws ServiceException to answer with its status
     */
    RetrieveOutcome move(MoveOperation operation) throws IOException;
}
