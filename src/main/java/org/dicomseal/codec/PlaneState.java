package org.dicomseal.codec;

/** What is kept of a plane from frame to frame: what its adaptive models learnt, and how it looked. */
final class PlaneState {

    /** How a plane is coded. */
    enum Kind {
        HUFFMAN, ADAPTIVE, DRAWN,
        /** As {@link #HUFFMAN}, with the first reference's samples as neighbours. */
        COMPARED
    }

    /** The encoder's choice, made at the first frame that isn't of one colour; null before, and never compared: that is for each frame. */
    Kind kind;
    /** The last frame's plane; null before the first. */
    Plane previous;

    /** After a frame that comparing didn't help, so many go without a trial: where detectors make the noise, it rarely helps the next. */
    private static final int PAUSE = 7;

    private AdaptivePlaneCoder adaptive;
    private int pause;

    AdaptivePlaneCoder adaptive() {
        if (adaptive == null) {
            adaptive = new AdaptivePlaneCoder();
        }
        return adaptive;
    }

    /** Whether a frame in strips may be compared with a reference. Asked once a frame by the encoder. */
    boolean mayCompare() {
        return pause == 0 || --pause == 0;
    }

    /** What came of comparing. */
    void compared(boolean paid) {
        pause = paid ? 0 : PAUSE + 1;
    }

    /** Unlearns everything, after a trial whose outcome wasn't used. */
    void forget() {
        adaptive = null;
    }
}
