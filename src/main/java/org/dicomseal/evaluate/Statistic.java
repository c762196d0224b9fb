package org.dicomseal.evaluate;

/** Mean, least and greatest of what was added; NaN counts for nothing. */
public final class Statistic {

    private long count;
    private double sum;
    private double least = Double.NaN;
    private double greatest = Double.NaN;

    public void add(double value) {
        if (!Double.isNaN(value)) {
            count++;
            sum += value;
            least = count == 1 ? value : Math.min(least, value);
            greatest = count == 1 ? value : Math.max(greatest, value);
        }
    }

    public long count() {
        return count;
    }

    /** NaN if nothing was added, and so for the others. */
    public double mean() {
        return sum / count;
    }

    public double least() {
        return least;
    }

    public double greatest() {
        return greatest;
    }

    public double sum() {
        return sum;
    }
}
