package org.dicomseal.biometric;

/**
 * Where a finger lies in an image: the point that features are taken around, in pixels, and how far the finger is turned (radians, clockwise
 * as seen, since y points down; 0 is upright).
 */
record Pose(double x, double y, double turn) {

    /** The pose moved by a displacement given in the finger's own frame, and turned on. */
    Pose moved(double right, double down, double turned) {
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        return new Pose(x + cos * right - sin * down, y + sin * right + cos * down, turn + turned);
    }
}
