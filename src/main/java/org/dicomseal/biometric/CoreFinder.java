package org.dicomseal.biometric;

/**
 * Finds the finger's core and which way it points: the place where doubled ridge directions turn once around, as the strongest response of a
 * first-order complex filter (Nilsson and Bigun, Pattern Recognition Letters 24, 2003). Loops that open downwards are preferred, since a finger is
 * laid down more or less upright. An arch has no core; the strongest bend stands in for it.
 */
final class CoreFinder {

    private static final double COARSE = 22;
    private static final double FINE = 13;
    private static final double TURN = 34;
    /** A finger turned further than this is more likely a misread direction. */
    private static final double MAX_TURN = Math.toRadians(60);

    private final RidgeMap map;

    CoreFinder(RidgeMap map) {
        this.map = map;
    }

    Pose find() {
        int[] best = strongest(24, 24, map.width - 24, map.height - 24, 4, COARSE);
        best = strongest(best[0] - 16, best[1] - 16, best[0] + 17, best[1] + 17, 2, FINE);
        double turn = normalise(response(best[0], best[1], TURN)[1] - Math.PI / 2);
        return new Pose(best[0], best[1], Math.abs(turn) > MAX_TURN ? 0 : turn);
    }

    private int[] strongest(int left, int top, int right, int bottom, int step, double sigma) {
        int[] at = {(left + right) / 2, (top + bottom) / 2};
        double most = -1;
        for (int y = top; y < bottom; y += step) {
            for (int x = left; x < right; x += step) {
                if (map.ridgedAt(x, y)) {
                    double[] response = response(x, y, sigma);
                    double score = response[0] * downwards(response[1]);
                    if (score > most) {
                        most = score;
                        at = new int[] {x, y};
                    }
                }
            }
        }
        return at;
    }

    /** 1 for a loop that opens downwards, less the further it turns away. */
    private static double downwards(double direction) {
        double away = Math.abs(normalise(direction - Math.PI / 2));
        if (away < Math.toRadians(50)) {
            return 1;
        }
        return away < Math.toRadians(80) ? 0.5 : 0.15;
    }

    private static double normalise(double angle) {
        return StrictMath.atan2(StrictMath.sin(angle), StrictMath.cos(angle));
    }

    /** Strength (0 to 1) and direction (radians) of the filter's response: the sum of z times (x - iy) r^0 under r times a Gaussian. */
    private double[] response(int x0, int y0, double sigma) {
        int radius = (int) (2.2 * sigma);
        double real = 0;
        double imaginary = 0;
        double weights = 0;
        for (int y = -radius; y <= radius; y += 4) {
            for (int x = -radius; x <= radius; x += 4) {
                double square = x * x + y * y;
                if (square == 0 || x0 + x < 0 || y0 + y < 0 || x0 + x >= map.width || y0 + y >= map.height) {
                    continue;
                }
                double distance = Math.sqrt(square);
                double weight = distance * StrictMath.exp(-square / (2 * sigma * sigma));
                weights += weight;
                int i = (y0 + y) * map.width + x0 + x;
                double cos = map.cos2[i] * map.coherence[i];
                double sin = map.sin2[i] * map.coherence[i];
                real += weight * (cos * x + sin * y) / distance;
                imaginary += weight * (sin * x - cos * y) / distance;
            }
        }
        return new double[] {Math.sqrt(real * real + imaginary * imaginary) / (weights + 1e-9), StrictMath.atan2(imaginary, real)};
    }
}
