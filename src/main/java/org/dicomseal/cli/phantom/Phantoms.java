package org.dicomseal.cli.phantom;

import java.util.Random;

/**
 * Images that nobody was X-rayed for: shapes with the statistics that matter to a codec (flat air, soft tissue with
 * noise, sharp bone, speckle). The same arguments give the same pixels on every machine.
 */
final class Phantoms {

    /** Hounsfield units of air. */
    private static final double AIR = -1000;

    private Phantoms() {
    }

    /**
     * An axial slice through a chest-like body.
     *
     * @param size  rows and columns
     * @param slice number of the slice, 0 to {@code slices - 1}; the organs change along it
     * @return 12-bit samples (0 to 4095, Hounsfield units + 1024), row by row
     */
    static short[] ct(int size, int slice, int slices) {
        Random random = new Random(4711L + slice);
        double height = (slice + 0.5) / slices;
        double heart = 0.16 * StrictMath.sin(Math.PI * height);
        double[] tissue = new double[size * size];
        for (int y = 0; y < size; y++) {
            double v = 2.0 * y / size - 1;
            for (int x = 0; x < size; x++) {
                double u = 2.0 * x / size - 1;
                tissue[y * size + x] = hounsfield(u, v, height, heart);
            }
        }
        double[] noise = smoothNoise(random, size, 24);
        short[] samples = new short[size * size];
        for (int i = 0; i < samples.length; i++) {
            // air outside the reconstruction circle is exactly flat in real scanners, inside it is a little noisy
            boolean outside = outsideCircle(i % size, i / size, size);
            double value = outside ? 0 : tissue[i] + (tissue[i] == AIR ? 0.3 : 1) * noise[i] + 1024;
            samples[i] = (short) Math.max(0, Math.min(4095, Math.round(value)));
        }
        return samples;
    }

    private static double hounsfield(double u, double v, double height, double heart) {
        double body = ellipse(u, v, 0, 0, 0.86, 0.66);
        if (body > 1) {
            return AIR;
        }
        if (ellipse(u, v, 0, 0.42, 0.10, 0.12) < 1) {
            return ellipse(u, v, 0, 0.42, 0.045, 0.05) < 1 ? 30 : 420 + 180 * height;
        }
        double rib = StrictMath.sqrt(body);
        if (rib > 0.86 && rib < 0.91 && StrictMath.sin(18 * StrictMath.atan2(v, u) + 5 * height) > 0.2) {
            return 700;
        }
        if (rib > 0.93) {
            return -90;
        }
        if (ellipse(u, v, 0.10, -0.05, heart + 0.08, heart + 0.06) < 1) {
            return 55;
        }
        boolean lung = ellipse(u, v, -0.42, -0.02, 0.30, 0.44) < 1 || ellipse(u, v, 0.42, -0.02, 0.30, 0.44) < 1;
        if (lung) {
            double vessel = StrictMath.sin(23 * u + 9 * height) * StrictMath.sin(19 * v - 6 * height);
            return vessel > 0.93 ? 20 : -840 + 30 * v;
        }
        return 40 + 12 * StrictMath.sin(3 * u) * StrictMath.cos(4 * v);
    }

    /**
     * A head-like slice with the smooth intensities of magnetic resonance.
     *
     * @return 12-bit samples, row by row
     */
    static short[] mr(int size) {
        Random random = new Random(1988);
        double[] noise = smoothNoise(random, size, 14);
        short[] samples = new short[size * size];
        for (int y = 0; y < size; y++) {
            double v = 2.0 * y / size - 1;
            for (int x = 0; x < size; x++) {
                double u = 2.0 * x / size - 1;
                double value = 12;
                double head = ellipse(u, v, 0, 0, 0.72, 0.86);
                if (head < 1) {
                    value = head > 0.88 ? 980 : head > 0.80 ? 90 : 520 + 130 * StrictMath.sin(9 * u + 4 * StrictMath.sin(7 * v));
                    if (ellipse(u, v, -0.10, -0.05, 0.06, 0.20) < 1 || ellipse(u, v, 0.10, -0.05, 0.06, 0.20) < 1) {
                        value = 150;
                    }
                }
                int i = y * size + x;
                samples[i] = (short) Math.max(0, Math.min(4095, Math.round(StrictMath.hypot(value + noise[i], noise[i]))));
            }
        }
        return samples;
    }

    /**
     * One frame of a colour Doppler-like ultrasound: a grey fan with speckle, a coloured vessel and a black surround.
     *
     * @return RGB, pixel by pixel, 8 bit
     */
    static byte[] ultrasound(int rows, int columns, int frame) {
        Random random = new Random(77L * frame + 5);
        byte[] rgb = new byte[rows * columns * 3];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double u = 2.0 * x / columns - 1;
                double depth = StrictMath.hypot(u * 0.9, (double) y / rows);
                double angle = StrictMath.atan2(u * 0.9, (double) y / rows + 1e-9);
                if (depth > 0.97 || Math.abs(angle) > 0.7) {
                    continue;
                }
                double speckle = StrictMath.sqrt(-StrictMath.log(1 - random.nextDouble() * 0.999));
                int grey = clamp8(70 * speckle * (1.1 - depth) + 25 * StrictMath.sin(14 * depth + 0.25 * frame));
                int at = 3 * (y * columns + x);
                double flow = ellipse(u, 2.0 * y / rows - 1, 0.05 * StrictMath.sin(0.6 * frame), 0.1, 0.18, 0.10);
                rgb[at] = (byte) (flow < 1 ? clamp8(230 - 60 * flow) : grey);
                rgb[at + 1] = (byte) (flow < 1 ? clamp8(40 + 60 * flow) : grey);
                rgb[at + 2] = (byte) (flow < 1 ? 30 : grey);
            }
        }
        return rgb;
    }

    /** Gaussian noise, smoothed a little as a reconstruction kernel does, with the given standard deviation. */
    private static double[] smoothNoise(Random random, int size, double sigma) {
        double[] white = new double[size * size];
        for (int i = 0; i < white.length; i++) {
            white[i] = random.nextGaussian() * sigma;
        }
        double[] smooth = new double[white.length];
        for (int i = 0; i < white.length; i++) {
            double left = i % size > 0 ? white[i - 1] : white[i];
            double above = i >= size ? white[i - size] : white[i];
            smooth[i] = 0.64 * white[i] + 0.30 * left + 0.30 * above;
        }
        return smooth;
    }

    private static boolean outsideCircle(int x, int y, int size) {
        double half = size / 2.0;
        return StrictMath.hypot(x - half + 0.5, y - half + 0.5) > half;
    }

    private static double ellipse(double u, double v, double centreU, double centreV, double radiusU, double radiusV) {
        double a = (u - centreU) / radiusU;
        double b = (v - centreV) / radiusV;
        return a * a + b * b;
    }

    private static int clamp8(double value) {
        return (int) Math.max(0, Math.min(255, value));
    }
}
