package org.dicomseal.dimse;

import java.io.IOException;

/** Takes the matches of a C-FIND as they come. */
@FunctionalInterface
public interface MatchHandler {

    /**
     * @param status {@link Status#PENDING} or {@link Status#PENDING_WITH_WARNING}
     * @param identifier the data set in the context's transfer syntax
     * @return whether to go on; false cancels the C-FIND
     */
    boolean match(int status, byte[] identifier) throws IOException;
}
