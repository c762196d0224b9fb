package org.dicomseal.dcm4che;

import java.io.IOException;
import org.dcm4che3.net.Association;

/** To where a retrieval sends: a C-MOVE's destination, or for C-GET the association that asked. */
interface StoreTarget {

    /**
     * An association that can take the next object.
     *
     * @throws IOException if there is none, and will be none in this retrieval
     */
    Association association() throws IOException, InterruptedException;

    /** Ends the association where it was opened for this retrieval. */
    void release();
}
