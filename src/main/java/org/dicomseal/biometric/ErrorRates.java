package org.dicomseal.biometric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Error rates of a comparison that gives distances (ISO/IEC 19795-1): small for one finger, large for two.
 * A comparison accepts at a threshold if its distance is not above it.
 */
public final class ErrorRates {

    /** One point of the ROC: what share of impostors is accepted and of owners refused at a threshold. */
    public record Point(double threshold, double falseAccept, double falseReject) {
    }

    private final double[] genuine;
    private final double[] impostor;

    public ErrorRates(double[] genuine, double[] impostor) {
        if (genuine.length == 0 || impostor.length == 0) {
            throw new IllegalArgumentException("error rates need comparisons of both kinds");
        }
        this.genuine = sorted(genuine);
        this.impostor = sorted(impostor);
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    /** The rates at a threshold. */
    public Point at(double threshold) {
        double accepted = (double) notAbove(impostor, threshold) / impostor.length;
        double rejected = 1 - (double) notAbove(genuine, threshold) / genuine.length;
        return new Point(threshold, accepted, rejected);
    }

    private static int notAbove(double[] sorted, double threshold) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The ROC, one point for each different distance, from strict to lax. */
    public List<Point> curve() {
        double[] all = new double[genuine.length + impostor.length];
        System.arraycopy(genuine, 0, all, 0, genuine.length);
        System.arraycopy(impostor, 0, all, genuine.length, impostor.length);
        List<Point> points = new ArrayList<>();
        for (double threshold : Arrays.stream(all).distinct().sorted().toArray()) {
            points.add(at(threshold));
        }
        return points;
    }

    /** The rate at which both errors are equal: the mean of the two where they are nearest to each other. */
    public double equalErrorRate() {
        double nearest = Double.MAX_VALUE;
        double rate = 1;
        for (Point point : curve()) {
            double apart = Math.abs(point.falseAccept() - point.falseReject());
            if (apart < nearest) {
                nearest = apart;
                rate = (point.falseAccept() + point.falseReject()) / 2;
            }
        }
        return rate;
    }

    /** The share of owners refused at the laxest threshold that accepts at most this share of impostors. */
    public double falseRejectAt(double falseAccept) {
        double rate = 1;
        for (Point point : curve()) {
            if (point.falseAccept() <= falseAccept) {
                rate = point.falseReject();
            }
        }
        return rate;
    }

    /** Counts of distances in equal bins from 0 to {@code end}; the last bin also takes what lies above. */
    public static int[] histogram(double[] distances, int bins, double end) {
        int[] counts = new int[bins];
        for (double distance : distances) {
            counts[Math.max(0, Math.min(bins - 1, (int) (distance / end * bins)))]++;
        }
        return counts;
    }

    public double[] genuine() {
        return genuine.clone();
    }

    public double[] impostor() {
        return impostor.clone();
    }
}
