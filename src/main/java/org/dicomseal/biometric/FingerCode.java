package org.dicomseal.biometric;

import java.util.Arrays;

/**
 * Ridge texture around a pose after FingerCode (Jain, Prabhakar, Hong and Pankanti, IEEE Trans. Image Processing 9, 2000): rings and sectors
 * around the core, in each the share of every ridge direction. 6 rings x 16 sectors x 8 directions = 768 values; 0 stands for the average share,
 * NaN for a cell without ridges.
 */
final class FingerCode {

    static final int RINGS = 6;
    static final int SECTORS = 16;
    static final int SHARES = 8;
    static final int LENGTH = RINGS * SECTORS * SHARES;

    private static final double INNER_RADIUS = 12;
    private static final double RING_WIDTH = 16;
    private static final double OUTER_RADIUS = INNER_RADIUS + RINGS * RING_WIDTH;
    private static final int FEWEST_POINTS = 12;

    private FingerCode() {
    }

    static float[] at(RidgeResponses responses, Pose pose) {
        int directions = RidgeResponses.DIRECTIONS;
        float[] sums = new float[RINGS * SECTORS * directions];
        int[] points = new int[RINGS * SECTORS];
        int step = RidgeResponses.STEP;
        int top = Math.max(0, (int) ((pose.y() - OUTER_RADIUS) / step));
        int left = Math.max(0, (int) ((pose.x() - OUTER_RADIUS) / step));
        for (int row = top; row < Math.min(responses.rows, (pose.y() + OUTER_RADIUS) / step); row++) {
            for (int column = left; column < Math.min(responses.columns, (pose.x() + OUTER_RADIUS) / step); column++) {
                int at = row * responses.columns + column;
                int cell = cell(column * step - pose.x(), row * step - pose.y(), pose.turn());
                if (cell >= 0 && responses.strength[0][at] >= 0) {
                    points[cell]++;
                    for (int direction = 0; direction < directions; direction++) {
                        sums[cell * directions + direction] += responses.strength[direction][at];
                    }
                }
            }
        }
        float[] code = new float[LENGTH];
        Arrays.fill(code, Float.NaN);
        for (int cell = 0; cell < points.length; cell++) {
            if (points[cell] >= FEWEST_POINTS) {
                shares(sums, cell, pose.turn(), code);
            }
        }
        return code;
    }

    /** Ring and sector of a displacement from the core, or -1 outside. */
    private static int cell(double dx, double dy, double turn) {
        double radius = Math.sqrt(dx * dx + dy * dy);
        if (radius < INNER_RADIUS || radius >= OUTER_RADIUS) {
            return -1;
        }
        double turns = (StrictMath.atan2(dy, dx) - turn) / (2 * Math.PI);
        turns -= Math.floor(turns);
        int ring = (int) ((radius - INNER_RADIUS) / RING_WIDTH);
        return Math.min(RINGS - 1, ring) * SECTORS + Math.min(SECTORS - 1, (int) (turns * SECTORS));
    }

    /** Eight of the sixteen directions, read between their samples so that they turn with the finger. */
    private static void shares(float[] sums, int cell, double turn, float[] code) {
        int directions = RidgeResponses.DIRECTIONS;
        float total = 0;
        float[] values = new float[SHARES];
        for (int i = 0; i < SHARES; i++) {
            double place = i * (double) directions / SHARES + turn / Math.PI * directions;
            int before = (int) Math.floor(place);
            float after = (float) (place - before);
            values[i] = sums[cell * directions + Math.floorMod(before, directions)] * (1 - after)
                    + sums[cell * directions + Math.floorMod(before + 1, directions)] * after;
            total += values[i];
        }
        for (int i = 0; i < SHARES; i++) {
            code[cell * SHARES + i] = total > 0 ? values[i] / total * SHARES - 1 : 0;
        }
    }
}
