package org.dicomseal.codec;

import java.util.Arrays;

/**
 * Codes a plane sample by sample with models that start from nothing and learn, so there are no tables to send: for small planes,
 * for planes of little information, and for planes that look like another one. Writing and reading are the same walk.
 */
final class AdaptivePlaneCoder {

    private final BlendedPredictor predictor = new BlendedPredictor();
    private final Bias bias = new Bias();
    private final ResidualCoder residuals = new ResidualCoder();

    private final Stretches stretches = new Stretches();
    private final ColourMemory memory = new ColourMemory();
    private EqualityCoder equalities;

    /**
     * Codes a plane, or fills it.
     *
     * @param drawn      whether to ask first if a sample equals a neighbour
     * @param references planes of the same size that are known already, up to {@link BlendedPredictor#MOST_REFERENCES}
     */
    void code(BinaryCoder coder, Plane plane, boolean drawn, Plane... references) {
        int width = plane.width();
        Neighbours samples = new Neighbours(width, 3);
        Neighbours errors = new Neighbours(width, 3);
        Neighbours outcomes = new Neighbours(width, 2);
        predictor.start(width, references);
        stretches.start(width);
        if (drawn && equalities == null) {
            equalities = new EqualityCoder(plane.size());
        }
        for (int y = 0; y < plane.height(); y++) {
            int[] row = samples.row(0);
            row[Neighbours.MARGIN - 1] = samples.row(1)[Neighbours.MARGIN];
            row[Neighbours.MARGIN - 2] = row[Neighbours.MARGIN - 1];
            row[Neighbours.MARGIN - 3] = row[Neighbours.MARGIN - 1];
            predictor.openRow(y);
            memory.openRow();
            stretches.openRow();
            for (int x = 0; x < width; x += Stretches.LENGTH) {
                codeStretch(coder, plane, samples, errors, outcomes, drawn, x, y, references);
            }
            closeRow(row, width);
            closeRow(errors.row(0), width);
            predictor.closeRow();
            samples.advance();
            errors.advance();
            outcomes.advance();
        }
    }

    /** Codes a stretch of a row: at once if it is as remembered or, where nothing can be, like the row above; else sample by sample. */
    private void codeStretch(BinaryCoder coder, Plane plane, Neighbours samples, Neighbours errors, Neighbours outcomes, boolean drawn, int x,
                             int y, Plane... references) {
        char[] s = plane.samples();
        int at = y * plane.width() + x;
        int i = x + Neighbours.MARGIN;
        int length = Math.min(Stretches.LENGTH, plane.width() - x);
        int[] expected = samples.row(1);
        if (references.length > 0) {
            boolean known = memory.look(references, at, length);
            expected = samples.row(0);
            for (int k = 0; k < length; k++) {
                expected[i + k] = memory.expected(k);
            }
            if (!known) {
                stretches.note(x, false);
                expected = null;
            }
        }
        if (expected != null && stretches.code(coder, x, surroundings(samples, expected, i, length), equal(s, at, expected, i, length))) {
            for (int k = 0; k < length; k++) {
                s[at + k] = (char) expected[i + k];
            }
            System.arraycopy(expected, i, samples.row(0), i, length);
            Arrays.fill(errors.row(0), i, i + length, 0);
            Arrays.fill(outcomes.row(0), i, i + length, references.length > 0 ? 0 : 1);
            memory.confirm();
            return;
        }
        for (int k = 0; k < length; k++) {
            code(coder, plane, samples, errors, outcomes, drawn, x + k, y, k, references);
        }
    }

    /** Whether what is expected goes on as the row did (1), and as the row above does, all of it (2). */
    private static int surroundings(Neighbours samples, int[] expected, int i, int length) {
        int[] above = samples.row(1);
        boolean flat = true;
        for (int k = -1; k <= length && flat; k++) {
            flat = above[i + k] == expected[i];
        }
        return (samples.row(0)[i - 1] == expected[i] ? 1 : 0) + (flat ? 2 : 0);
    }

    private static boolean equal(char[] samples, int at, int[] expected, int i, int length) {
        for (int k = 0; k < length; k++) {
            if (samples[at + k] != expected[i + k]) {
                return false;
            }
        }
        return true;
    }

    private void code(BinaryCoder coder, Plane plane, Neighbours samples, Neighbours errors, Neighbours outcomes, boolean drawn, int x,
                      int y, int k, Plane... references) {
        char[] s = plane.samples();
        int at = y * plane.width() + x;
        int i = x + Neighbours.MARGIN;
        int[] row = samples.row(0);
        int[] n = samples.row(1);
        int[] nn = samples.row(2);
        int[] e = errors.row(0);
        int[] en = errors.row(1);
        int[] enn = errors.row(2);
        int w = row[i - 1];
        if (references.length > 0) {
            int value = memory.code(coder, s[at], k);
            if (value >= 0) {
                s[at] = (char) value;
                row[i] = value;
                e[i] = 0;
                outcomes.row(0)[i] = 0;
                memory.learn(value, k);
                return;
            }
        }
        int texture = Math.abs(w - n[i - 1]) + Math.abs(n[i] - n[i - 1]) + Math.abs(n[i] - n[i + 1]) + Math.abs(w - row[i - 2])
                + Math.abs(n[i] - nn[i]);
        int surprise = 3 * (e[i - 1] + en[i]) + 2 * (en[i - 1] + en[i + 1]) + e[i - 2] + enn[i];
        if (drawn) {
            int value = equalities.code(coder, s[at], samples, outcomes, i, references.length == 0 ? 0 : pattern(references, x, at), plane.max());
            if (value >= 0 && texture + surprise == 0 && references.length == 0) {
                s[at] = (char) value;
                row[i] = value;
                e[i] = 0;
                return;
            }
            if (value >= 0) {
                int prediction = predictor.predict(row, n, nn, x);
                s[at] = (char) value;
                row[i] = value;
                e[i] = Math.abs(value - (prediction + BlendedPredictor.HALF >> BlendedPredictor.FRACTION));
                predictor.learn(value, x);
                learn(value, k, references);
                return;
            }
        }
        int prediction = predictor.predict(row, n, nn, x);
        int pattern = pattern(w, n[i], n[i - 1], n[i + 1], prediction);
        int activity = 2 * texture + 3 * surprise + 2 * predictor.referenceActivity();
        prediction = bias.correct(prediction, activity, pattern, plane.max());
        int centre = prediction + BlendedPredictor.HALF >> BlendedPredictor.FRACTION;
        int fraction = prediction - (centre << BlendedPredictor.FRACTION);
        int residual = residuals.code(coder, s[at] - centre, activity, surprise, fraction);
        int value = Math.max(0, Math.min(plane.max(), centre + residual));
        s[at] = (char) value;
        row[i] = value;
        e[i] = Math.abs(value - centre);
        bias.learn((value << BlendedPredictor.FRACTION) - prediction);
        predictor.learn(value, x);
        learn(value, k, references);
    }

    private void learn(int value, int k, Plane... references) {
        if (references.length > 0) {
            memory.learn(value, k);
        }
    }

    /** Which neighbours a known plane's sample equals at this place. */
    private static int pattern(Plane[] references, int x, int at) {
        int pattern = 1;
        for (Plane reference : references) {
            char[] r = reference.samples();
            int width = reference.width();
            int here = r[at];
            pattern = pattern << 4 | (x > 0 && r[at - 1] == here ? 1 : 0) | (at >= width && r[at - width] == here ? 2 : 0)
                    | (x > 0 && at >= width && r[at - width - 1] == here ? 4 : 0)
                    | (x < width - 1 && at >= width && r[at - width + 1] == here ? 8 : 0);
        }
        return pattern;
    }

    private static void closeRow(int[] row, int width) {
        for (int k = 0; k < Neighbours.MARGIN; k++) {
            row[Neighbours.MARGIN + width + k] = row[Neighbours.MARGIN + width - 1];
        }
    }

    /** Which neighbours lie above the prediction. */
    private static int pattern(int w, int n, int nw, int ne, int prediction) {
        int centre = prediction >> BlendedPredictor.FRACTION;
        return (w > centre ? 1 : 0) | (n > centre ? 2 : 0) | (nw > centre ? 4 : 0) | (ne > centre ? 8 : 0);
    }
}
