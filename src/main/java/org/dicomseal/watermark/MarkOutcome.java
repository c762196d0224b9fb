package org.dicomseal.watermark;

/** What became of one frame that was to be marked. */
public sealed interface MarkOutcome {

    /**
     * The frame carries the mark; reading and removing it have been tried.
     *
     * @param samples  the marked frame, as long as the original
     * @param payload  what it carries
     * @param changed  samples that differ from the original
     * @param squaredError sum of the squared differences, in steps of the stored values
     */
    record Marked(byte[] samples, MarkPayload payload, int changed, double squaredError) implements MarkOutcome {
    }

    /** The frame stays as it is. */
    record NotMarked(NotMarkedReason reason) implements MarkOutcome {
    }
}
