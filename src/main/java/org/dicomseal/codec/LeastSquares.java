package org.dicomseal.codec;

/** Solves the normal equations of a weighted least-squares fit, in doubles and a fixed order, so alike on every machine. */
final class LeastSquares {

    private static final double RIDGE = 1e-6;

    private LeastSquares() {
    }

    /**
     * Minimises the error, with a slight pull towards a prior that decides where the data say nothing.
     *
     * @param a     the symmetric matrix of weighted products, lower triangle and diagonal; overwritten
     * @param y     the weighted products with the target; overwritten
     * @param prior the coefficients to fall back on
     * @return the coefficients
     */
    static double[] solve(double[][] a, double[] y, double[] prior) {
        int n = y.length;
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += a[i][i];
        }
        double ridge = trace / n * RIDGE + 1;
        for (int i = 0; i < n; i++) {
            a[i][i] += ridge;
            y[i] += ridge * prior[i];
        }
        factor(a, n);
        return substitute(a, y, n);
    }

    /** Cholesky: a becomes its lower factor. The ridge keeps the pivots positive; a lost one is treated as no information. */
    private static void factor(double[][] a, int n) {
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i > j ? sum / a[j][j] : Math.sqrt(Math.max(sum, 1e-9));
            }
        }
    }

    private static double[] substitute(double[][] l, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            double sum = y[i];
            for (int k = 0; k < i; k++) {
                sum -= l[i][k] * y[k];
            }
            y[i] = sum / l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = y[i];
            for (int k = i + 1; k < n; k++) {
                sum -= l[k][i] * y[k];
            }
            y[i] = sum / l[i][i];
        }
        return y;
    }
}
