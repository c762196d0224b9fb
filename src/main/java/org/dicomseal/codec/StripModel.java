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

    /** Fills the strip's part of two arrays as large as the plane. The reference is null unless the predictor compares. */
    void run(TexturePredictor predictor, ReferenceRows reference, int shift, int[] residual, byte[] bins) {
        int width = plane.width();
        byte[] binOf = new byte[ActivityScale.TABLE];
        for (int i = 0; i < binOf.length; i++) {
            binOf[i] = (byte) (LogScale.bin(i << shift) + 1);
        }
        window.start(plane.samples()[firstRow * width]);
        for (int y = firstRow; y < endRow; y++) {
            int from = y * width;
            boolean first = y == firstRow;
            window.openRow();
            load(plane.samples(), from, window.row, width);
            window.completeRow();
            window.look();
            int live = window.liveFrom(0);
            int end = window.liveEnd(0);
            predictor.residuals(window, reference, first, live, end, plane.max(), residual, from);
            Arrays.fill(window.error1, RowWindow.MARGIN, RowWindow.MARGIN + live, 0);
            Arrays.fill(window.error1, RowWindow.MARGIN + end, RowWindow.MARGIN + width, 0);
            bin(window.activity, binOf, shift, live, end, bins, from);
            findRuns(window, live, end, bins, residual, from);
            sample(residual, bins, from + live + (y & 3), from + end, countOfBin, sumOfBin);
            absolute(residual, from, live, end, window.error1);
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

    private static void bin(int[] activity, byte[] binOf, int shift, int live, int end, byte[] bins, int from) {
        for (int x = live; x < end; x++) {
            bins[from + x] = binOf[Math.min(activity[x + RowWindow.MARGIN] >> shift, ActivityScale.TABLE - 1)];
        }
    }

    /** Finds the row's runs. Left and right of the live part all samples are in one. */
    private void findRuns(RowWindow w, int live, int liveEnd, byte[] bins, int[] residual, int from) {
        int x = 0;
        if (live > 0) {
            x = addRun(w, 0, live, liveEnd, bins, residual, from);
        }
        while (x < w.width) {
            x = nextFlat(w.row, w.up1, w.flat, x, liveEnd);
            if (x < w.width) {
                x = addRun(w, x, x, liveEnd, bins, residual, from);
            }
        }
    }

    private static int nextFlat(int[] row, int[] above, int[] flat, int from, int end) {
        for (int x = from; x < end; x++) {
            int i = x + RowWindow.MARGIN;
            if (flat[i] == 0 && row[i - 1] == above[i]) {
                return x;
            }
        }
        return Math.max(from, end);
    }

    /** Adds the run from x on, known to reach a place, and returns the first place after the sample that breaks it. */
    private int addRun(RowWindow w, int x, int reached, int liveEnd, byte[] bins, int[] residual, int from) {
        int value = w.row[x + RowWindow.MARGIN - 1];
        int end = Math.max(x, reached);
        while (end < liveEnd && w.row[end + RowWindow.MARGIN] == value) {
            end++;
        }
        if (end >= liveEnd) {
            end = w.width;
        }
        Arrays.fill(bins, from + x, from + end, (byte) IN_RUN);
        Arrays.fill(residual, from + x, from + end, 0);
        if (end == w.width) {
            addRun(TO_END);
            return end;
        }
        addRun(end - x);
        bins[from + end] = BREAKS_RUN;
        return end + 1;
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

    private static void absolute(int[] residual, int from, int live, int end, int[] error) {
        for (int x = live; x < end; x++) {
            error[x + RowWindow.MARGIN] = Math.abs(residual[from + x]);
        }
    }
}
