package org.dicomseal.archive;

import java.util.ArrayList;
import java.util.List;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.SubOperations;

/** Counts a retrieval's sub-operations and says how it ended (PS3.4 C.4.2.1.5). */
final class SubOperationCounter {

    private int remaining;
    private int completed;
    private int warning;
    private final List<String> failed = new ArrayList<>();

    SubOperationCounter(int remaining) {
        this.remaining = remaining;
    }

    void count(StoredObject object, Outcome outcome) {
        remaining--;
        if (outcome.status() == Status.SUCCESS) {
            completed++;
        } else if (outcome.isDone()) {
            warning++;
        } else {
            failed.add(object.sopInstance());
        }
    }

    SubOperations counts() {
        return new SubOperations(remaining, completed, failed.size(), warning);
    }

    RetrieveOutcome end(boolean cancelled) {
        if (cancelled && remaining > 0) {
            return new RetrieveOutcome(Outcome.of(Status.CANCEL), counts(), failed);
        }
        boolean clean = failed.isEmpty() && warning == 0;
        boolean nothing = completed + warning == 0 && !failed.isEmpty();
        int status = clean ? Status.SUCCESS : nothing ? Status.UNABLE_TO_PERFORM : Status.COMPLETE_WITH_FAILURES;
        return new RetrieveOutcome(Outcome.of(status), counts(), failed);
    }
}
