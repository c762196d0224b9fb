package org.dicomseal.evaluate;

/**
 * What is measured.
 *
 * @param frames   of a multi-frame object that are looked at, 1 or more
 * @param rounds   of each timed stage, of which the fastest counts
 * @param attacks  whether the marks are attacked, which takes most of the time
 * @param pictures images that the report shows
 * @param peers    other codecs to compare sizes with
 */
public record EvaluationOptions(int frames, int rounds, boolean attacks, int pictures, PeerCodecs peers) {

    public EvaluationOptions {
        if (frames < 1 || rounds < 1 || pictures < 0) {
            throw new IllegalArgumentException("at least one frame and one round are measured");
        }
    }
}
