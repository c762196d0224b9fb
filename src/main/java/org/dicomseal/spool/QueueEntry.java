package org.dicomseal.spool;

import java.time.Instant;

/**
 * One object in the queue, as data.
 *
 * @param attempts how often delivery was tried and failed since it was queued or requeued
 * @param next     when it is due; null if it is dead
 * @param failure  the last failure, or null
 */
public record QueueEntry(String id, QueueState state, Note note, int attempts, Instant next, Failure failure) {
}
