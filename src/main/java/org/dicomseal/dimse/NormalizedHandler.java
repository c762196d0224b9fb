package org.dicomseal.dimse;

import java.io.IOException;

/** Provides N-ACTION, or takes N-EVENT-REPORT. */
@FunctionalInterface
public interface NormalizedHandler {

    /**
     * Acts, and says what to answer.
     *
     * @throws ServiceException to answer with its status
     */
    Outcome handle(Association association, NormalizedRequest request) throws IOException;
}
