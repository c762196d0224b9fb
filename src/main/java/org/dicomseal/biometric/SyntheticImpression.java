package org.dicomseal.biometric;

import java.util.Random;

/** One scan of invented ridges: displacement, rotation, elastic distortion, pressure, noise, an uneven outline and scratches. */
final class SyntheticImpression {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 384;
    private static final float PAPER = 252;

    private final float[] ridges;
    private final int ridgeWidth;
    private final int ridgeHeight;
    private final Random random;
    private final double difficulty;

    SyntheticImpression(float[] ridges, int ridgeWidth, int ridgeHeight, Random random, double difficulty) {
        this.ridges = ridges;
        this.ridgeWidth = ridgeWidth;
        this.ridgeHeight = ridgeHeight;
        this.random = random;
        this.difficulty = difficulty;
    }

    FingerprintImage scan() {
        float[] picture = press();
        scratch(picture);
        return expose(picture);
    }

    /** Ink or light where skin touches the glass. */
    private float[] press() {
        double rotation = difficulty * Math.toRadians(8) * random.nextGaussian();
        double shiftX = difficulty * 14 * random.nextGaussian();
        double shiftY = difficulty * 16 * random.nextGaussian();
        double cos = StrictMath.cos(rotation);
        double sin = StrictMath.sin(rotation);
        SmoothNoise elasticX = noise(110, 2.2 * difficulty);
        SmoothNoise elasticY = noise(110, 2.2 * difficulty);
        double pressure = 0.25 * difficulty * random.nextGaussian();
        SmoothNoise unevenPressure = noise(60, 0.16 * difficulty);
        SmoothNoise pores = noise(3, 0.28 * difficulty);
        SmoothNoise smear = noise(9, 0.18 * difficulty);
        SmoothNoise outline = noise(14, 0.06);
        double contact = 1 - 0.3 * Math.min(1, difficulty) * random.nextDouble();
        double radiusX = contact * (125 + 8 * random.nextGaussian() + 12 * pressure);
        double radiusY = contact * (155 + 10 * random.nextGaussian() + 14 * pressure);
        double centreX = WIDTH / 2.0 + 8 * random.nextGaussian();
        double centreY = HEIGHT / 2.0 + 10 * random.nextGaussian();
        double ridgeGrey = 70 + 18 * random.nextGaussian();
        double valleyGrey = 205 + 12 * random.nextGaussian();
        float[] picture = new float[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double px = x - WIDTH / 2.0 + elasticX.at(x, y);
                double py = y - HEIGHT / 2.0 + elasticY.at(x, y);
                double skinX = ridgeWidth / 2.0 + cos * px - sin * py + shiftX;
                double skinY = ridgeHeight * 0.46 + sin * px + cos * py + shiftY;
                double away = Math.sqrt(square((x - centreX) / radiusX) + square((y - centreY) / radiusY)) + outline.at(x, y);
                float grey = PAPER;
                if (away < 1.03 && skinX >= 1 && skinY >= 1 && skinX < ridgeWidth - 2 && skinY < ridgeHeight - 2) {
                    double touch = ridgeAt(skinX, skinY) + pressure + unevenPressure.at(x, y) + pores.at(x, y) + smear.at(x, y);
                    double skin = valleyGrey + (ridgeGrey - valleyGrey) / (1 + StrictMath.exp(-touch / 0.22));
                    grey = (float) (PAPER + (skin - PAPER) * Math.min(1, (1.03 - away) / 0.06));
                }
                picture[y * WIDTH + x] = grey;
            }
        }
        return picture;
    }

    private SmoothNoise noise(double cell, double amplitude) {
        return new SmoothNoise(random, WIDTH, HEIGHT, cell, amplitude);
    }

    private static double square(double v) {
        return v * v;
    }

    private double ridgeAt(double x, double y) {
        int column = (int) x;
        int row = (int) y;
        double right = x - column;
        double down = y - row;
        int at = row * ridgeWidth + column;
        double above = ridges[at] * (1 - right) + ridges[at + 1] * right;
        double below = ridges[at + ridgeWidth] * (1 - right) + ridges[at + ridgeWidth + 1] * right;
        return above * (1 - down) + below * down;
    }

    private void scratch(float[] picture) {
        int scratches = random.nextInt(3);
        for (int i = 0; i < scratches; i++) {
            double x0 = WIDTH * random.nextDouble();
            double y0 = HEIGHT * random.nextDouble();
            double angle = Math.PI * random.nextDouble();
            double length = 40 + 100 * random.nextDouble();
            double thickness = 0.8 + random.nextDouble();
            double cos = StrictMath.cos(angle);
            double sin = StrictMath.sin(angle);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    double along = (x - x0) * cos + (y - y0) * sin;
                    double aside = Math.abs((y - y0) * cos - (x - x0) * sin);
                    if (along > 0 && along < length && aside < thickness) {
                        picture[y * WIDTH + x] = Math.max(picture[y * WIDTH + x], 235);
                    }
                }
            }
        }
    }

    /** The scanner: a slight blur and noise. */
    private FingerprintImage expose(float[] picture) {
        byte[] samples = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double sum = 0;
                double weights = 0;
                for (int v = Math.max(0, y - 1); v <= Math.min(HEIGHT - 1, y + 1); v++) {
                    for (int u = Math.max(0, x - 1); u <= Math.min(WIDTH - 1, x + 1); u++) {
                        double weight = (u == x ? 2 : 1) * (v == y ? 2 : 1);
                        sum += weight * picture[v * WIDTH + u];
                        weights += weight;
                    }
                }
                double grey = sum / weights + 5 * random.nextGaussian();
                samples[y * WIDTH + x] = (byte) Math.max(0, Math.min(255, Math.round(grey)));
            }
        }
        try {
            return FingerprintImage.of(WIDTH, HEIGHT, samples);
        } catch (FingerprintRejected e) {
            throw new IllegalStateException("the size is within bounds", e);
        }
    }
}
