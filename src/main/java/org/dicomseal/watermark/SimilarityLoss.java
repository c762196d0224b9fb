package org.dicomseal.watermark;

/**
 * How much structural similarity ({@link Fidelity#ssim}) a frame lost, estimated from the moved pixels alone. In a window with variance v and
 * mean m, a difference d costs var(d) / (2v + c2) + mean(d)^2 / (2m^2 + c1); summed over all windows that see one moved pixel, the
 * weights of the first add up to 1, their squares of the second to 0.036. Variance and mean are those of the 5 x 5 pixels
 * around it; half of that variance is counted on, since it isn't the same in all windows.
 */
final class SimilarityLoss {

    private static final double SQUARED_WEIGHTS = 0.036;
    private static final int REACH = 2;

    private final SampleLayout layout;
    private final SamplePlane plane;
    private final double c1;
    private final double c2;
    private final int[] row = new int[2 * REACH + 1];

    SimilarityLoss(SampleLayout layout, SamplePlane plane) {
        this.layout = layout;
        this.plane = plane;
        c1 = Math.pow(0.01 * layout.peak(), 2);
        c2 = Math.pow(0.03 * layout.peak(), 2);
    }

    /** An upper estimate for any frame: as if all pixels moved in flat black areas. */
    static double most(double squaredError, double values, int peak) {
        double squaredPeak = (double) peak * peak;
        return squaredError / values / squaredPeak * (1 / 0.0009 + SQUARED_WEIGHTS / 0.0001);
    }

    /**
     * The loss of one minus the mean over all samples.
     *
     * @param moves  pixel numbers and squared distances of the moves
     * @param values how many samples the frame has
     */
    double of(byte[] original, Moves moves, double values) {
        SamplePlane.Lines lines = plane.lines(original);
        double sum = 0;
        for (int i = 0; i < moves.count(); i++) {
            sum += plane.samplesMoved() * moves.squaredDistance(i) * costAt(lines, moves.pixel(i));
        }
        return sum / values;
    }

    private double costAt(SamplePlane.Lines lines, int pixel) {
        int x = Math.max(0, Math.min(layout.columns() - row.length, pixel % layout.columns() - REACH));
        int top = pixel / layout.columns() - REACH;
        int width = Math.min(layout.columns(), row.length);
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = Math.max(0, top); y <= Math.min(layout.rows() - 1, top + 2 * REACH); y++) {
            lines.read(y * layout.columns() + x, width, row, 0);
            for (int i = 0; i < width; i++) {
                int value = Math.max(0, row[i]);
                sum += value;
                squares += (double) value * value;
                count++;
            }
        }
        double mean = sum / count;
        double variance = squares / count - mean * mean;
        return 1 / (variance + c2) + SQUARED_WEIGHTS / (2 * mean * mean + c1);
    }
}
