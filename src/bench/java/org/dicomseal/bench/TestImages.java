package org.dicomseal.bench;

import java.util.Random;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codec.Photometric;

/** Images made up to have about the noise, smoothness and background of real ones, so that the benchmark needs no data. */
enum TestImages {

    /** A body of soft tissue and bone in air, 512 by 512, signed 16 bit. */
    CT(512, 512, 16, 16, true),
    /** The same, darker and noisier, 256 by 256, 12 bit. */
    MR(256, 256, 16, 12, false),
    /** A large bright field with little noise, 2048 by 2048, 12 bit. */
    CR(2048, 2048, 16, 12, false),
    /** A speckled fan on black, 640 by 480, RGB. */
    US(480, 640, 8, 8, false);

    private final int rows;
    private final int columns;
    private final int allocated;
    private final int stored;
    private final boolean signed;

    TestImages(int rows, int columns, int allocated, int stored, boolean signed) {
        this.rows = rows;
        this.columns = columns;
        this.allocated = allocated;
        this.stored = stored;
        this.signed = signed;
    }

    FrameFormat format() {
        boolean colour = this == US;
        return new FrameFormat(rows, columns, colour ? 3 : 1, allocated, stored, stored - 1, signed, false,
                colour ? Photometric.RGB : Photometric.GREY);
    }

    byte[] frame() {
        byte[] frame = new byte[(int) format().frameLength()];
        double[] noise = smoothNoise(new Random(1));
        for (int i = 0; i < rows * columns; i++) {
            double x = (i % columns + 0.5) / columns - 0.5;
            double y = (double) (i / columns) / rows - 0.5;
            put(frame, i, sample(x, y, noise[i]));
        }
        return frame;
    }

    private int sample(double x, double y, double noise) {
        double r = Math.sqrt(x * x + y * y);
        double anatomy = Math.sin(14 * x) * Math.cos(11 * y) + 0.5 * Math.sin(40 * r);
        return switch (this) {
            case CT -> r > 0.42 ? -1024 : (int) Math.round(40 + 150 * anatomy + 18 * noise);
            case MR -> r > 0.4 ? (int) Math.abs(6 * noise) : (int) Math.round(600 + 250 * anatomy + 14 * noise);
            case CR -> (int) Math.round(2200 + 900 * anatomy + 9 * noise);
            case US -> r > 0.45 || y < -0.3 ? 0 : (int) Math.max(0, Math.min(255, 70 + 40 * anatomy + 18 * noise));
        };
    }

    private void put(byte[] frame, int i, int value) {
        if (this == US) {
            for (int c = 0; c < 3; c++) {
                frame[3 * i + c] = (byte) value;
            }
        } else {
            int word = signed ? value : Math.max(0, Math.min((1 << stored) - 1, value));
            frame[2 * i] = (byte) word;
            frame[2 * i + 1] = (byte) (word >> 8);
        }
    }

    /** Noise that neighbours share a little, as a reconstruction kernel leaves it. */
    private double[] smoothNoise(Random random) {
        double[] white = random.doubles((long) rows * columns, -1.7, 1.7).toArray();
        double[] smooth = white.clone();
        for (int i = columns + 1; i < white.length; i++) {
            smooth[i] = 0.6 * white[i] + 0.3 * white[i - 1] + 0.3 * white[i - columns];
        }
        return smooth;
    }
}
