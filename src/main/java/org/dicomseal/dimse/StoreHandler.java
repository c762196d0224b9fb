package org.dicomseal.dimse;

import java.io.IOException;
import java.io.InputStream;

/** Takes in objects by C-STORE: as provider, and as the user of a C-GET. */
@FunctionalInterface
public interface StoreHandler {

    /**
     * Takes one object. What is left unread of the stream is skipped. The answer goes out when this returns, so
     * whoever says success must have the object where it lasts.
     *
     * @param association the association it comes on
     * @param request what the peer says it sends
     * @param dataSet the data set in the request's transfer syntax, as it arrives; ends where the peer ended it
     * @return status and comment of the C-STORE-RSP
     * @throws ServiceException to answer with its status
     * @throws IOException of the stream itself: the association is at its end; any other: answered as processing failure
     */
    Outcome store(Association association, StoreRequest request, InputStream dataSet) throws IOException;
}
