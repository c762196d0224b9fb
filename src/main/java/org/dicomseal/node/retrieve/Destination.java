package org.dicomseal.node.retrieve;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;

/** Where retrieved objects go; for one thread, but for {@link #likelySyntax}. */
interface Destination extends Closeable {

    /** Makes ready for objects that are to come, as far as that can be done before the first has. */
    void expect();

    /** What {@link #syntaxFor} is going to say, if that can be told without changing anything; from any thread. */
    Optional<String> likelySyntax(String sopClass, List<String> syntaxes);

    /**
     * The first of these transfer syntaxes that the destination takes for a SOP class.
     *
     * @throws UndeliverableException if it takes none, or can't be reached
     */
    String syntaxFor(String sopClass, List<String> syntaxes) throws UndeliverableException;

    /** Sends an object, in a syntax that {@link #syntaxFor} gave last. */
    Outcome send(String sopClass, String sopInstance, String syntax, ObjectWriter object) throws IOException;

    /** Whether a failed object may be tried once more, since the association may only have stood too long. */
    boolean mayTryAgain();

    /** Whether there is no use in sending more. */
    boolean isLost();

    /** Releases what it has opened. */
    @Override
    void close();
}
