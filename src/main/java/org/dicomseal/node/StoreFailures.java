package org.dicomseal.node;

import java.io.IOException;
import java.util.Optional;
import org.dicomseal.dimse.AssociationRejectedException;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.spool.Cause;

/** What an archive's answers mean for the object that was sent (PS3.4 table B.2-1, PS3.7 annex C). */
final class StoreFailures {

    /** The archive has an object of that UID already, and keeps it. */
    static final int DUPLICATE_SOP_INSTANCE = 0x0111;

    private StoreFailures() {
    }

    /** The cause class of a response, or empty if the archive has the object now. */
    static Optional<Cause> causeOf(Outcome answer) {
        int status = answer.status();
        if (answer.isDone() || status == DUPLICATE_SOP_INSTANCE) {
            return Optional.empty();
        }
        if ((status & 0xFF00) == 0xA700 || status == Status.PROCESSING_FAILURE) {
            return Optional.of(Cause.BUSY);
        }
        if (status == Status.SOP_CLASS_NOT_SUPPORTED) {
            return Optional.of(Cause.NO_CONTEXT);
        }
        return Optional.of(Cause.REFUSED);
    }

    /** The cause class of a failure to associate. */
    static Cause causeOfOpening(IOException e) {
        if (e instanceof AssociationRejectedException rejected && !rejected.isTransient()) {
            return Cause.REJECTED;
        }
        return e instanceof NoPresentationContextException ? Cause.NO_CONTEXT : Cause.UNREACHABLE;
    }
}
