package org.dicomseal.audit;

import java.time.Instant;
import java.util.List;

/**
 * One audit message.
 *
 * @param action      C, R, U, D or E
 * @param type        null, or which kind of event
 * @param outcome     0 success, 4 minor failure, 8 serious failure, 12 major failure
 * @param description empty, or the outcome in words
 */
record AuditMessage(Instant at, Code event, Code type, char action, int outcome, String description,
        List<Participant> participants, List<Subject> subjects) {

    static final int SUCCESS = 0;
    static final int MINOR = 4;
    static final int SERIOUS = 8;

    AuditMessage {
        participants = List.copyOf(participants);
        subjects = List.copyOf(subjects);
        if (participants.isEmpty()) {
            throw new IllegalArgumentException("an audit message names at least one participant");
        }
    }
}
