package org.dicomseal.codestream;

import java.util.Arrays;

/**
 * Decodes the lines of one JPEG-LS scan (ITU-T T.87 Annex A, interleaving of Annex B). Lines have a guard sample at each end:
 * {@code line[0]} stands left of the first column, {@code line[columns + 1]} right of the last.
 */
final class JpegLsScan {

    private final int columns;
    private final int components;
    private final int maxval;
    private final int near;
    private final byte[] regions;
    private final JpegLsContexts contexts;
    private final JpegLsBits in;

    private final int[][] previous;
    private final int[][] current;
    private final int[] runIndex;
    private final int[] pixelContexts;

    /**
     * @param components components that the scan interleaves
     */
    JpegLsScan(JpegLsBits in, JpegLsParameters parameters, int columns, int components) {
        this.in = in;
        this.columns = columns;
        this.components = components;
        this.maxval = parameters.maxval();
        this.near = parameters.near();
        this.regions = parameters.gradientRegions();
        this.contexts = new JpegLsContexts(parameters);
        this.previous = new int[components][columns + 2];
        this.current = new int[components][columns + 2];
        this.runIndex = new int[components];
        this.pixelContexts = new int[components];
    }

    /** Forgets all state, as a restart marker asks. */
    void restart() {
        contexts.reset();
        Arrays.fill(runIndex, 0);
        for (int c = 0; c < components; c++) {
            Arrays.fill(previous[c], 0);
            Arrays.fill(current[c], 0);
        }
    }

    /** The line that was decoded last, its samples from index 1 on; valid until the next one is decoded. */
    int[] line(int component) {
        return current[component];
    }

    /** Decodes the next line of every component, one after the other. */
    void decodeLines() throws CodestreamException {
        for (int c = 0; c < components; c++) {
            nextLine(c);
            decodeLine(c, previous[c], current[c]);
        }
    }

    /** Decodes the next line of pixels, each with all its components. */
    void decodePixels() throws CodestreamException {
        for (int c = 0; c < components; c++) {
            nextLine(c);
        }
        int x = 1;
        while (x <= columns) {
            boolean flat = true;
            for (int c = 0; c < components; c++) {
                pixelContexts[c] = contextAt(previous[c], current[c], x);
                flat &= pixelContexts[c] == 0;
            }
            if (flat) {
                x = pixelRun(x);
            } else {
                for (int c = 0; c < components; c++) {
                    current[c][x] = sample(pixelContexts[c], previous[c], current[c], x);
                }
                x++;
            }
        }
    }

    private void nextLine(int c) {
        int[] last = previous[c];
        previous[c] = current[c];
        current[c] = last;
        previous[c][columns + 1] = previous[c][columns];
        current[c][0] = previous[c][1];
    }

    private void decodeLine(int component, int[] above, int[] line) throws CodestreamException {
        byte[] region = regions;
        int x = 1;
        int left = line[0];
        int aboveLeft = above[0];
        int aboveHere = above[1];
        while (x <= columns) {
            int aboveRight = above[x + 1];
            int context = 81 * region[maxval + aboveRight - aboveHere] + 9 * region[maxval + aboveHere - aboveLeft]
                    + region[maxval + aboveLeft - left];
            if (context != 0) {
                left = contexts.regular(in, context, median(left, aboveHere, aboveLeft));
                line[x++] = left;
                aboveLeft = aboveHere;
                aboveHere = aboveRight;
            } else {
                x = run(component, above, line, x);
                if (x <= columns) {
                    left = line[x - 1];
                    aboveLeft = above[x - 1];
                    aboveHere = above[x];
                }
            }
        }
    }

    private int contextAt(int[] above, int[] line, int x) {
        return 81 * regions[maxval + above[x + 1] - above[x]] + 9 * regions[maxval + above[x] - above[x - 1]]
                + regions[maxval + above[x - 1] - line[x - 1]];
    }

    /** One sample of a pixel that is in no run: another component made it so, this one's context may well be 0. */
    private int sample(int context, int[] above, int[] line, int x) throws CodestreamException {
        return contexts.regular(in, context, median(line[x - 1], above[x], above[x - 1]));
    }

    /** The edge detecting predictor (T.87 A.4.1). */
    private static int median(int left, int above, int aboveLeft) {
        int low = Math.min(left, above);
        int high = Math.max(left, above);
        return aboveLeft >= high ? low : aboveLeft <= low ? high : left + above - aboveLeft;
    }

    /** Decodes a run in one component and the sample that ends it; gives the column to go on with. */
    private int run(int component, int[] above, int[] line, int x) throws CodestreamException {
        int left = line[x - 1];
        int end = x + runLength(component, columns + 1 - x);
        Arrays.fill(line, x, end, left);
        if (end > columns) {
            return end;
        }
        line[end] = contexts.runInterruption(in, runIndex[component], left, above[end]);
        if (runIndex[component] > 0) {
            runIndex[component]--;
        }
        return end + 1;
    }

    /** The same for whole pixels. */
    private int pixelRun(int x) throws CodestreamException {
        int end = x + runLength(0, columns + 1 - x);
        for (int c = 0; c < components; c++) {
            Arrays.fill(current[c], x, end, current[c][x - 1]);
        }
        if (end > columns) {
            return end;
        }
        for (int c = 0; c < components; c++) {
            current[c][end] = contexts.runInterruptionOfPixel(in, runIndex[0], current[c][end - 1], previous[c][end]);
        }
        if (runIndex[0] > 0) {
            runIndex[0]--;
        }
        return end + 1;
    }

    /** Length of a run of at most {@code most} samples (T.87 A.7.1). */
    private int runLength(int component, int most) throws CodestreamException {
        int length = 0;
        while (in.bits(1) == 1) {
            int whole = 1 << JpegLsContexts.runOrder(runIndex[component]);
            if (whole <= most - length && runIndex[component] < 31) {
                runIndex[component]++;
            }
            length += Math.min(whole, most - length);
            if (length == most) {
                return length;
            }
        }
        length += in.bits(JpegLsContexts.runOrder(runIndex[component]));
        if (length >= most) {
            throw new CodestreamException("a JPEG-LS run reaches past its line");
        }
        return length;
    }
}
