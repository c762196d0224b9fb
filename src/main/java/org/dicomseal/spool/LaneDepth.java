package org.dicomseal.spool;

import java.time.Instant;

/**
 * How much of a lane is in a state.
 *
 * @param oldest when the first of them was taken in
 */
public record LaneDepth(String lane, QueueState state, long count, Instant oldest) {
}
