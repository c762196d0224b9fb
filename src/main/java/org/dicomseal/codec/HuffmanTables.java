package org.dicomseal.codec;

import java.util.Arrays;

/** All that a plane's strips share: the predictor, the contexts, and a Huffman code for each context and for runs. */
final class HuffmanTables {

    /** Contexts at most: one for the sample that ends a run, the others by activity. */
    static final int CONTEXTS = 16;
    /** The context of a sample that ends a run. */
    static final int AFTER_RUN = 0;
    static final int MAX_LOW_BITS = 12;

    private static final int LARGEST = 4 << TexturePredictor.FRACTION;

    TexturePredictor predictor;
    ActivityScale activities;
    int contexts;
    /** For each context how many low bits of a residual go raw. */
    int[] lowBits = new int[CONTEXTS];
    /** Code lengths of {@link Residuals#SYMBOLS} symbols for each context. */
    byte[][] lengths = new byte[CONTEXTS][Residuals.SYMBOLS];
    /** Code lengths of the {@link Residuals#RUN_SYMBOLS} run lengths. */
    byte[] runLengths = new byte[Residuals.RUN_SYMBOLS];

    /**
     * Codes everything into the header, or reads it from there.
     *
     * @param compares whether the predictor compares the plane with another
     */
    void code(BinaryCoder coder, boolean compares) throws CodecException {
        codePredictor(coder, compares ? TexturePredictor.TAPS + ReferenceRows.TAPS : TexturePredictor.TAPS);
        AdaptiveNumber number = new AdaptiveNumber();
        contexts = number.code(coder, contexts);
        if (contexts < 2 || contexts > CONTEXTS) {
            throw new CodecException("a plane with " + contexts + " contexts");
        }
        activities = code(coder, activities, contexts - 1);
        AdaptiveNumber step = new AdaptiveNumber();
        for (int c = 0; c < contexts; c++) {
            int before = c == 0 ? 0 : lowBits[c - 1];
            lowBits[c] = before + step.codeSigned(coder, lowBits[c] - before);
            if (lowBits[c] < 0 || lowBits[c] > MAX_LOW_BITS) {
                throw new CodecException("a context with " + lowBits[c] + " low bits");
            }
        }
        LengthCoder lengthCoder = new LengthCoder();
        byte[] before = new byte[Residuals.SYMBOLS];
        for (int c = 0; c < contexts; c++) {
            lengthCoder.code(coder, lengths[c], before);
            before = lengths[c];
        }
        new LengthCoder().code(coder, runLengths, new byte[Residuals.RUN_SYMBOLS]);
    }

    private void codePredictor(BinaryCoder coder, int taps) throws CodecException {
        ActivityScale energies = code(coder, predictor == null ? null : predictor.energies, TexturePredictor.LEVELS);
        int[][] coefficients = predictor == null ? new int[TexturePredictor.CLASSES][taps] : predictor.coefficients;
        AdaptiveNumber[] models = new AdaptiveNumber[taps];
        Arrays.setAll(models, t -> new AdaptiveNumber());
        for (int c = 0; c < TexturePredictor.TRAINED; c++) {
            code(coder, coefficients[c], models);
        }
        if (predictor == null) {
            coefficients[TexturePredictor.FIRST_ROW] = TexturePredictor.leftOnly(taps);
            predictor = new TexturePredictor(energies, coefficients);
        }
    }

    private static void code(BinaryCoder coder, int[] coefficients, AdaptiveNumber[] models) throws CodecException {
        int sum = 0;
        for (int t = 1; t < coefficients.length; t++) {
            int steps = models[t].codeSigned(coder, coefficients[t] / PredictorTraining.STEP);
            if (Math.abs(steps) > LARGEST) {
                throw new CodecException("a predictor coefficient out of range");
            }
            coefficients[t] = steps * PredictorTraining.STEP;
            sum += coefficients[t];
        }
        coefficients[0] = TexturePredictor.ONE - sum;
    }

    /** Codes a scale's shift and, for each level but the first, how many bins further it begins. */
    private static ActivityScale code(BinaryCoder coder, ActivityScale scale, int levels) throws CodecException {
        int shift = coder.plain(scale == null ? 0 : scale.shift, 4);
        if (shift > ActivityScale.MAX_SHIFT) {
            throw new CodecException("an activity scale shifted by " + shift);
        }
        AdaptiveNumber number = new AdaptiveNumber();
        byte[] levelOfBin = new byte[LogScale.BINS];
        int bin = 0;
        for (int level = 0; level < levels - 1; level++) {
            int end = bin;
            while (scale != null && end < LogScale.BINS && scale.levelOfBin[end] <= level) {
                end++;
            }
            int width = number.code(coder, end - bin);
            if (width > LogScale.BINS - bin) {
                throw new CodecException("an activity level begins past the scale's end");
            }
            Arrays.fill(levelOfBin, bin, bin + width, (byte) level);
            bin += width;
        }
        Arrays.fill(levelOfBin, bin, LogScale.BINS, (byte) (levels - 1));
        return new ActivityScale(shift, levelOfBin);
    }
}
