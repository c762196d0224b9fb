package org.dicomseal.dimse;

import java.util.List;

/**
 * The final answer of a C-MOVE or C-GET (PS3.4 sections C.4.2.1 and C.4.3.1).
 *
 * @param counts of sub-operations; remaining is sent only with a cancel status
 * @param failed SOP Instance UIDs of failed sub-operations (0008,0058)
 */
public record RetrieveOutcome(Outcome outcome, SubOperations counts, List<String> failed) {

    public RetrieveOutcome {
        failed = List.copyOf(failed);
    }

    public int status() {
        return outcome.status();
    }
}
