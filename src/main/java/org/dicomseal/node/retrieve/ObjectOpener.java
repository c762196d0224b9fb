package org.dicomseal.node.retrieve;

import java.io.IOException;

/** Makes what an archive gave into what a destination gets. */
interface ObjectOpener {

    /**
     * Opens an object; it must stay until the result is closed.
     *
     * @throws UndeliverableException if it is not given out, with the reason
     */
    Deliverable open(FetchedObject object) throws IOException;
}
