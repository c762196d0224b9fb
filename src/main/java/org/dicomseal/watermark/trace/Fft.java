package org.dicomseal.watermark.trace;

/** The fast Fourier transform of two-dimensional arrays whose sides are powers of two (Cooley and Tukey, 1965; in place, radix 2). */
final class Fft {

    private final int side;
    private final double[] cosine;
    private final double[] sine;

    /** @param side a power of two */
    Fft(int side) {
        this.side = side;
        cosine = new double[side / 2];
        sine = new double[side / 2];
        for (int i = 0; i < side / 2; i++) {
            cosine[i] = Math.cos(2 * Math.PI * i / side);
            sine[i] = -Math.sin(2 * Math.PI * i / side);
        }
    }

    /** Transforms rows, then columns, of a square array. The inverse isn't divided by the number of elements. */
    void transform(double[] real, double[] imaginary, boolean inverse) {
        for (int row = 0; row < side; row++) {
            transform(real, imaginary, row * side, 1, inverse);
        }
        for (int column = 0; column < side; column++) {
            transform(real, imaginary, column, side, inverse);
        }
    }

    private void transform(double[] real, double[] imaginary, int first, int step, boolean inverse) {
        int bits = Integer.numberOfTrailingZeros(side);
        for (int i = 0; i < side; i++) {
            int other = Integer.reverse(i) >>> 32 - bits;
            if (other > i) {
                swap(real, first + i * step, first + other * step);
                swap(imaginary, first + i * step, first + other * step);
            }
        }
        for (int half = 1; half < side; half *= 2) {
            for (int i = 0; i < side; i++) {
                if ((i & half) == 0) {
                    int turn = (i & half - 1) * (side / 2 / half);
                    butterfly(real, imaginary, first + i * step, first + (i + half) * step, cosine[turn], inverse ? -sine[turn] : sine[turn]);
                }
            }
        }
    }

    private static void butterfly(double[] real, double[] imaginary, int a, int b, double cosine, double sine) {
        double r = real[b] * cosine - imaginary[b] * sine;
        double i = real[b] * sine + imaginary[b] * cosine;
        real[b] = real[a] - r;
        imaginary[b] = imaginary[a] - i;
        real[a] += r;
        imaginary[a] += i;
    }

    private static void swap(double[] values, int a, int b) {
        double value = values[a];
        values[a] = values[b];
        values[b] = value;
    }
}
