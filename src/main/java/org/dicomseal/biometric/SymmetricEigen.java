package org.dicomseal.biometric;

import java.util.Arrays;
import java.util.Comparator;

/** Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's cyclic rotations (Golub and Van Loan, Matrix Computations, 8.5), largest first. */
final class SymmetricEigen {

    private static final int MAX_SWEEPS = 30;
    private static final double ENOUGH = 1e-22;

    private final double[] values;
    private final double[][] vectors;

    /** Decomposes a matrix, which is used up. */
    SymmetricEigen(double[][] a) {
        int size = a.length;
        double[][] rows = new double[size][size];
        for (int i = 0; i < size; i++) {
            rows[i][i] = 1;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a) > ENOUGH * diagonal(a); sweep++) {
            for (int p = 0; p < size - 1; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(a, rows, p, q);
                }
            }
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -a[i][i]));
        values = new double[size];
        vectors = new double[size][];
        for (int i = 0; i < size; i++) {
            values[i] = a[order[i]][order[i]];
            vectors[i] = rows[order[i]];
        }
    }

    double value(int index) {
        return values[index];
    }

    /** A unit vector. */
    double[] vector(int index) {
        return vectors[index];
    }

    private static double offDiagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += 2 * a[i][j] * a[i][j];
            }
        }
        return sum;
    }

    private static double diagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i][i] * a[i][i];
        }
        return sum;
    }

    /** Makes a[p][q] zero; the vectors stand in rows, so that memory is walked along. */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double cos = 1 / Math.sqrt(1 + t * t);
        double sin = t * cos;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = cos * kp - sin * kq;
            a[k][q] = sin * kp + cos * kq;
        }
        mix(a[p], a[q], cos, sin);
        mix(vectors[p], vectors[q], cos, sin);
    }

    private static void mix(double[] p, double[] q, double cos, double sin) {
        for (int k = 0; k < p.length; k++) {
            double kp = p[k];
            double kq = q[k];
            p[k] = cos * kp - sin * kq;
            q[k] = sin * kp + cos * kq;
        }
    }
}
