package org.dicomseal.spool;

import java.time.Instant;

/**
 * One object in the queue, as data.
 *
 * @param attempts how often delivery was tried and failed since it was queued or requeued
 * @param counted  how many of these count towards the limit of {@link Cause.Retry#A_FEW_TIMES}
 * @param next     when it is due; null if it is dead or delivered
 * @param failure  the last failure, or null
 * @param confirmation what is known of its delivery if that is not confirmed yet, else null
 */
public record QueueEntry(String id, QueueState state, Note note, int attempts, int counted, Instant next, Failure failure,
        Confirmation confirmation) {
}
