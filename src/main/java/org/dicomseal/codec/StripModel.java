package org.dicomseal.codec;

import java.util.Arrays;

/**
 * The first pass over a strip: residuals, what activity each was found in, and runs. A run begins where the sample's left neighbour
 * and the three above are equal; it is as long as the samples equal the left neighbour, 0 at least, and the sample that breaks it
 * is coded in a context of its own.
 */
final class StripModel {

    /** The bin of samples inside runs. */
    static final int IN_RUN = 255;
    /** The bin of a sample that ends a run; activities follow from 1. */
    static final int BREAKS_RUN = 0;
    /** Bins that a sample can be in, those of runs included. */
    static final int BINS = 256;

    private final Plane plane;
    private final int firstRow;
    private final int endRow;
    private final RowWindow window;

    /** Run lengths in order; {@link #TO_END} for one that ends with the row. */
    int[] runs = new int[256];
    int runCount;
    static final int TO_END = -1;

    final int[] runSymbols = new int[Residuals.RUN_SYMBOLS];
    /** A sample of one in four: how often each bin was, and the absolute residuals there. */
    final long[] countOfBin = new long[BINS];
    final long[] sumOfBin = new long[BINS];

    StripModel(Plane plane, int firstRow, int endRow) {
        this.plane = plane;
        this.firstRow = firstRow;
        this.endRow = endRow;
        this.window = new RowWindow(plane.width());
    }

    /** Fills the strip's part of two arrays as large as the plane. */
    void run(TexturePredictor predictor, int shift, int[] residual, byte[] bins) {
        int width = plane.width();
        byte[] binOf = new byte[ActivityScale.TABLE];
        for (int i = 0; i < binOf.length; i++) {
            binOf[i] = (byte) (LogScale.bin(i << shift) + 1);
        }
        int[] classes = new int[width];
        int[] partial = new int[width];
        window.start(plane.samples()[firstRow * width]);
        for (int y = firstRow; y < endRow; y++) {
            int from = y * width;
            boolean first = y == firstRow;
            window.openRow();
            load(plane.samples(), from, window.row, width);
            window.look();
            predictor.classify(window, first, classes);
            predictor.fromAbove(window, classes, partial);
            predictor.residuals(window, classes, partial, plane.max(), residual, from);
            if (window.anyFlat()) {
                binWithRuns(window, binOf, shift, bins, from, residual);
            } else {
                bin(window.activity, binOf, shift, bins, from, width);
            }
            sample(residual, bins, from + (y & 3), from + width, countOfBin, sumOfBin);
            absolute(residual, from, width, window.error1);
            window.closeRow(first);
        }
        countOfBin[IN_RUN] = 0;
        countOfBin[BREAKS_RUN] = 0;
    }

    private static void load(char[] samples, int from, int[] row, int width) {
        for (int x = 0; x < width; x++) {
            row[x + RowWindow.MARGIN] = samples[from + x];
        }
    }

    private static void bin(int[] activity, byte[] binOf, int shift, byte[] bins, int from, int width) {
        for (int x = 0; x < width; x++) {
            bins[from + x] = binOf[Math.min(activity[x + RowWindow.MARGIN] >> shift, ActivityScale.TABLE - 1)];
        }
    }

    private void binWithRuns(RowWindow w, byte[] binOf, int shift, byte[] bins, int from, int[] residual) {
        int[] row = w.row;
        int[] above = w.up1;
        int[] flat = w.flat;
        int[] activity = w.activity;
        int end = RowWindow.MARGIN + w.width;
        int to = from - RowWindow.MARGIN;
        for (int i = RowWindow.MARGIN; i < end; i++) {
            int left = row[i - 1];
            if (flat[i] != 0 || left != above[i]) {
                bins[to + i] = binOf[Math.min(activity[i] >> shift, ActivityScale.TABLE - 1)];
                continue;
            }
            int stop = i;
            while (stop < end && row[stop] == left) {
                stop++;
            }
            Arrays.fill(bins, to + i, to + stop, (byte) IN_RUN);
            Arrays.fill(residual, to + i, to + stop, 0);
            addRun(stop == end ? TO_END : stop - i);
            if (stop < end) {
                bins[to + stop] = BREAKS_RUN;
            }
            i = stop;
        }
    }

    private void addRun(int length) {
        if (runCount == runs.length) {
            runs = Arrays.copyOf(runs, 2 * runCount);
        }
        runs[runCount++] = length;
        runSymbols[length == TO_END ? Residuals.TO_END : Residuals.run(length)]++;
    }

    private static void sample(int[] residual, byte[] bins, int from, int end, long[] count, long[] sum) {
        for (int i = from; i < end; i += 4) {
            int bin = bins[i] & 0xff;
            count[bin]++;
            sum[bin] += Math.abs(residual[i]);
        }
    }

    private static void absolute(int[] residual, int from, int width, int[] error) {
        for (int x = 0; x < width; x++) {
            error[x + RowWindow.MARGIN] = Math.abs(residual[from + x]);
        }
    }
}
