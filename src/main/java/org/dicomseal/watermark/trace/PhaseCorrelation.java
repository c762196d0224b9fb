package org.dicomseal.watermark.trace;

/** Finds where a part of a picture was cut out, by phase correlation (Kuglin and Hines, Proc. IEEE Conf. on Cybernetics and Society, 1975). */
final class PhaseCorrelation {

    private static final int SMALLEST = 64;

    private PhaseCorrelation() {
    }

    /**
     * The column and row in {@code whole} at which {@code part} begins.
     *
     * @throws IllegalArgumentException if the part is larger than the whole
     */
    static int[] find(GreyImage part, GreyImage whole) {
        if (part.width() > whole.width() || part.height() > whole.height()) {
            throw new IllegalArgumentException(part + " is no part of " + whole);
        }
        int side = SMALLEST;
        while (side < Math.max(whole.width(), whole.height())) {
            side *= 2;
        }
        Fft fft = new Fft(side);
        double[][] a = spectrum(part, side, fft);
        double[][] b = spectrum(whole, side, fft);
        for (int i = 0; i < a[0].length; i++) {
            double real = b[0][i] * a[0][i] + b[1][i] * a[1][i];
            double imaginary = b[1][i] * a[0][i] - b[0][i] * a[1][i];
            double size = Math.hypot(real, imaginary) + 1e-9;
            a[0][i] = real / size;
            a[1][i] = imaginary / size;
        }
        fft.transform(a[0], a[1], true);
        return peak(a[0], side, whole.width() - part.width(), whole.height() - part.height());
    }

    /** Of the differences between neighbours, so that the picture's edge doesn't count. */
    private static double[][] spectrum(GreyImage image, int side, Fft fft) {
        double[][] spectrum = new double[2][side * side];
        for (int y = 0; y + 1 < image.height(); y++) {
            for (int x = 0; x + 1 < image.width(); x++) {
                spectrum[0][y * side + x] = image.at(x, y) + image.at(x + 1, y + 1) - image.at(x + 1, y) - image.at(x, y + 1);
            }
        }
        fft.transform(spectrum[0], spectrum[1], false);
        return spectrum;
    }

    private static int[] peak(double[] correlation, int side, int mostX, int mostY) {
        int[] best = new int[2];
        for (int y = 0; y <= mostY; y++) {
            for (int x = 0; x <= mostX; x++) {
                if (correlation[y * side + x] > correlation[best[1] * side + best[0]]) {
                    best = new int[] {x, y};
                }
            }
        }
        return best;
    }
}
