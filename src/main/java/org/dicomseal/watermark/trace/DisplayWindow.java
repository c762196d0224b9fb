package org.dicomseal.watermark.trace;

/**
 * How stored values become grey levels: linear between two values, black and white beyond (PS3.3 section C.11.2.1.2, in stored values).
 *
 * @param black    the stored value shown as level 0
 * @param white    the stored value shown as level 255
 */
public record DisplayWindow(double black, double white) {

    /** @throws IllegalArgumentException if the window has no width */
    public DisplayWindow {
        if (black == white || Double.isNaN(black + white)) {
            throw new IllegalArgumentException("a window from " + black + " to " + white + " has no width");
        }
    }

    /** The window of a centre and a width in output units of a rescale (slope not 0): PS3.3 section C.11.2.1.2.1. */
    public static DisplayWindow of(double centre, double width, double slope, double intercept, boolean inverted) {
        double low = (centre - 0.5 - Math.max(1, width - 1) / 2 - intercept) / slope;
        double high = (centre - 0.5 + Math.max(1, width - 1) / 2 - intercept) / slope;
        return inverted ? new DisplayWindow(high, low) : new DisplayWindow(low, high);
    }

    /** The unclipped level of a stored value. */
    double level(double value) {
        return (value - black) * 255 / (white - black);
    }

    /** Stored values for one level; negative if the window is inverted. */
    double perLevel() {
        return (white - black) / 255;
    }
}
