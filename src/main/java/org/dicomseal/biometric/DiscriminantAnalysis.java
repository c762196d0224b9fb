package org.dicomseal.biometric;

import java.util.Arrays;

/**
 * Fisher's linear discriminants (Fisher 1936, Rao 1948) with a shrunken within-class covariance: the directions in which fingers differ most
 * compared with how much impressions of one finger do. Features come out with within-class variance 1.
 */
final class DiscriminantAnalysis {

    private DiscriminantAnalysis() {
    }

    /**
     * Fits the projection.
     *
     * @param samples    one row a sample; NaN where a feature is missing
     * @param classes    the class of each sample, from 0 on
     * @param dimensions directions wanted, fewer than classes
     * @param shrinkage  0 to 1: how much of the covariance is replaced by a round one
     */
    static LinearHead fit(float[][] samples, int[] classes, int dimensions, double shrinkage) {
        float[] mean = mean(samples);
        double[][] rows = centred(samples, mean);
        int count = Arrays.stream(classes).max().orElseThrow() + 1;
        double[][] means = classMeans(rows, classes, count);
        double[][] within = withinCovariance(rows, classes, means, shrinkage);
        cholesky(within);
        for (double[] classMean : means) {
            solveLower(within, classMean);
        }
        double[][] directions = principal(means, dimensions);
        float[][] projection = new float[dimensions][];
        for (int k = 0; k < dimensions; k++) {
            solveUpper(within, directions[k]);
            projection[k] = new float[directions[k].length];
            for (int i = 0; i < projection[k].length; i++) {
                projection[k][i] = (float) directions[k][i];
            }
        }
        return new LinearHead(mean, projection);
    }

    private static float[] mean(float[][] samples) {
        double[] sum = new double[samples[0].length];
        int[] present = new int[sum.length];
        for (float[] sample : samples) {
            for (int i = 0; i < sum.length; i++) {
                if (!Float.isNaN(sample[i])) {
                    sum[i] += sample[i];
                    present[i]++;
                }
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = present[i] == 0 ? 0 : (float) (sum[i] / present[i]);
        }
        return mean;
    }

    private static double[][] centred(float[][] samples, float[] mean) {
        double[][] rows = new double[samples.length][mean.length];
        for (int s = 0; s < rows.length; s++) {
            for (int i = 0; i < mean.length; i++) {
                rows[s][i] = Float.isNaN(samples[s][i]) ? 0 : samples[s][i] - mean[i];
            }
        }
        return rows;
    }

    private static double[][] classMeans(double[][] rows, int[] classes, int count) {
        double[][] means = new double[count][rows[0].length];
        int[] members = new int[count];
        for (int s = 0; s < rows.length; s++) {
            members[classes[s]]++;
            addScaled(means[classes[s]], rows[s], 1);
        }
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < means[c].length; i++) {
                means[c][i] /= members[c];
            }
        }
        return means;
    }

    /** The lower half of the matrix is what is used. */
    private static double[][] withinCovariance(double[][] rows, int[] classes, double[][] means, double shrinkage) {
        int size = rows[0].length;
        double[][] covariance = new double[size][size];
        for (int s = 0; s < rows.length; s++) {
            double[] difference = rows[s].clone();
            addScaled(difference, means[classes[s]], -1);
            for (int i = 0; i < size; i++) {
                if (difference[i] != 0) {
                    addScaled(covariance[i], difference, difference[i] / (rows.length - means.length), i + 1);
                }
            }
        }
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += covariance[i][i];
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] *= 1 - shrinkage;
            }
            covariance[i][i] += shrinkage * trace / size;
        }
        return covariance;
    }

    private static void addScaled(double[] to, double[] from, double factor) {
        addScaled(to, from, factor, to.length);
    }

    private static void addScaled(double[] to, double[] from, double factor, int length) {
        for (int i = 0; i < length; i++) {
            to[i] += factor * from[i];
        }
    }

    private static double dot(double[] a, double[] b, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Replaces the lower half of a positive definite matrix by its Cholesky factor. */
    private static void cholesky(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = a[i][j] - dot(a[i], a[j], j);
                a[i][j] = i == j ? Math.sqrt(rest) : rest / a[j][j];
            }
        }
    }

    private static void solveLower(double[][] factor, double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - dot(factor[i], x, i)) / factor[i][i];
        }
    }

    private static void solveUpper(double[][] factor, double[] x) {
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= factor[i][i];
            addScaled(x, factor[i], -x[i], i);
        }
    }

    /** The unit vectors along which the rows spread most, from the eigenvectors of their Gram matrix. */
    private static double[][] principal(double[][] rows, int wanted) {
        double[] centre = new double[rows[0].length];
        for (double[] row : rows) {
            addScaled(centre, row, 1.0 / rows.length);
        }
        double[][] gram = new double[rows.length][rows.length];
        for (double[] row : rows) {
            addScaled(row, centre, -1);
        }
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                gram[i][j] = dot(rows[i], rows[j], rows[i].length);
            }
        }
        SymmetricEigen eigen = new SymmetricEigen(gram);
        double[][] directions = new double[wanted][rows[0].length];
        for (int k = 0; k < wanted; k++) {
            for (int i = 0; i < rows.length; i++) {
                addScaled(directions[k], rows[i], eigen.vector(k)[i] / Math.sqrt(eigen.value(k)));
            }
        }
        return directions;
    }
}
