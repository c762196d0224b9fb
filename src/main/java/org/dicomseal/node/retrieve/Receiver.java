package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.io.InputStream;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.StoreRequest;

/** Takes fetched objects, one after another or several at once. */
interface Receiver {

    /** Whether the object is (still) awaited. */
    boolean awaits(String sopInstance);

    /** Takes an object off the wire; what it answers goes to the archive. */
    Outcome take(StoreRequest request, InputStream dataSet) throws IOException;
}
