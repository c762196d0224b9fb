package org.dicomseal.codec;

/** What is kept of a plane from frame to frame: what its adaptive models learnt, and how it looked. */
final class PlaneState {

    /** How a plane is coded. */
    enum Kind { HUFFMAN, ADAPTIVE, DRAWN }

    /** The encoder's choice, made at the first frame that isn't of one colour; null before. */
    Kind kind;
    /** The last frame's plane; null before the first. */
    Plane previous;

    private AdaptivePlaneCoder adaptive;

    AdaptivePlaneCoder adaptive() {
        if (adaptive == null) {
            adaptive = new AdaptivePlaneCoder();
        }
        return adaptive;
    }

    /** Unlearns everything, after a trial whose outcome wasn't used. */
    void forget() {
        adaptive = null;
    }
}
