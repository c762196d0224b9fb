package org.dicomseal.node.retrieve;

import java.io.Closeable;
import java.io.IOException;
import org.dicomseal.dimse.Outcome;

/** Gets objects out of an archive, unit by unit; for one thread, but cancelled from any. */
interface Fetcher extends Closeable {

    /**
     * Asks for a unit; its objects have gone to the receiver when this returns, as far as the archive gave them.
     *
     * @return the archive's final answer
     * @throws IOException if the archive is gone, or won't do it this way
     */
    Outcome fetch(FetchUnit unit, Receiver receiver) throws IOException;

    /** Asks the archive to stop, and not to begin another unit. */
    void cancel();

    /** Asks the archive to stop the unit that it is at; some go on with it all the same. */
    void stopUnit();

    /** Leaves the archive, whatever it is at. */
    void abort();

    @Override
    void close();
}
