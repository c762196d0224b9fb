package org.dicomseal.codec;

import java.util.Arrays;

/** Codes a plane for speed: one trained predictor, static Huffman codes, strips side by side. */
final class HuffmanPlaneEncoder {

    /** A context's low bits go raw so far that what is left has at most this mean. */
    private static final int SHARPNESS = 7;
    /** What the tables take, roughly. */
    private static final int TABLES = 700;
    private static final int SMALL_PLANE = 100_000;
    private static final int CONTEXTS_IF_SMALL = 10;

    private final Plane plane;
    private final Plane reference;
    private final JointStream joint;
    private final Parallelism parallelism;
    private final int strips;
    private final HuffmanTables tables = new HuffmanTables();

    private final int[] residual;
    private final byte[] bins;
    private final StripModel[] models;
    /** As {@link ResidualCodes#placeOfBin}. */
    private final int[] placeOfBin = new int[StripModel.BINS];

    /** @param reference what the plane may be compared with, of its size; null if nothing */
    HuffmanPlaneEncoder(Plane plane, Plane reference, JointStream joint, Parallelism parallelism) {
        this.plane = plane;
        this.reference = reference;
        this.joint = joint;
        this.parallelism = parallelism;
        this.strips = Strips.count(plane.width(), plane.height());
        this.residual = Scratch.own().residuals(plane.size());
        this.bins = Scratch.own().bins(plane.size());
        this.models = new StripModel[strips];
    }

    /** Looks the plane through and chooses tables. Returns about how many bytes it will take. */
    long analyse() throws CodecException {
        tables.predictor = PredictorTraining.train(plane, reference);
        int shift = Math.min(ActivityScale.MAX_SHIFT, tables.predictor.energies.shift + 1);
        parallelism.forEach(strips, i -> {
            models[i] = new StripModel(plane, first(i), first(i + 1));
            models[i].run(tables.predictor, compares() ? ReferenceRows.of(reference) : null, shift, residual, bins);
        });
        chooseContexts(shift);
        return chooseCodes() / 8 + TABLES;
    }

    /** Whether it turned out that comparing pays. */
    boolean compares() {
        return tables.predictor.compares();
    }

    /** Codes the tables and the strips' places into the section and returns the strips in the order in which they are written. */
    byte[][] encode(BinaryCoder section) throws CodecException {
        tables.code(section, compares());
        byte[][] written = write();
        int[] order = joint.permutation(strips);
        byte[][] permuted = new byte[strips][];
        AdaptiveNumber length = new AdaptiveNumber();
        for (int i = 0; i < strips; i++) {
            permuted[i] = written[order[i]];
            length.code(section, permuted[i].length);
        }
        for (int i = 0; i < strips; i++) {
            section.plain(plane.samples()[first(i) * plane.width()], 16);
        }
        return permuted;
    }

    private int first(int strip) {
        return Strips.firstRow(strip, strips, plane.height());
    }

    private void chooseContexts(int shift) {
        long[] count = new long[StripModel.BINS];
        long[] sum = new long[StripModel.BINS];
        for (StripModel model : models) {
            for (int bin = 0; bin < count.length; bin++) {
                count[bin] += model.countOfBin[bin];
                sum[bin] += model.sumOfBin[bin];
            }
        }
        tables.contexts = plane.size() < SMALL_PLANE ? CONTEXTS_IF_SMALL : HuffmanTables.CONTEXTS;
        tables.activities = new ActivityScale(shift,
                ActivityScale.quantiles(Arrays.copyOfRange(count, 1, 1 + LogScale.BINS), tables.contexts - 1));
        long[] contextCount = new long[tables.contexts];
        long[] contextSum = new long[tables.contexts];
        for (int bin = 0; bin < LogScale.BINS; bin++) {
            int context = 1 + tables.activities.levelOfBin[bin];
            contextCount[context] += count[1 + bin];
            contextSum[context] += sum[1 + bin];
        }
        for (int c = 1; c < tables.contexts; c++) {
            int low = 0;
            while (low < HuffmanTables.MAX_LOW_BITS && contextSum[c] > SHARPNESS * contextCount[c] << low) {
                low++;
            }
            tables.lowBits[c] = low;
        }
        tables.lowBits[HuffmanTables.AFTER_RUN] = tables.lowBits[1];
        for (int bin = 0; bin < LogScale.BINS; bin++) {
            placeOfBin[1 + bin] = 1 + tables.activities.levelOfBin[bin] << ResidualCodes.WIDTH_BITS;
        }
        placeOfBin[StripModel.BREAKS_RUN] = HuffmanTables.AFTER_RUN << ResidualCodes.WIDTH_BITS;
        placeOfBin[StripModel.IN_RUN] = tables.contexts << ResidualCodes.WIDTH_BITS;
    }

    /** Returns the bits that all samples take. */
    private long chooseCodes() throws CodecException {
        int[][] counts = new int[strips][tables.contexts * Residuals.SYMBOLS];
        parallelism.forEach(strips, i -> ResidualCodes.count(residual, bins, first(i) * plane.width(), first(i + 1) * plane.width(), placeOfBin,
                tables.lowBits, tables.contexts, counts[i]));
        int[] runs = new int[Residuals.RUN_SYMBOLS];
        for (int strip = 0; strip < strips; strip++) {
            for (int i = 0; strip > 0 && i < counts[0].length; i++) {
                counts[0][i] += counts[strip][i];
            }
            for (int i = 0; i < runs.length; i++) {
                runs[i] += models[strip].runSymbols[i];
            }
        }
        long bits = 0;
        for (int c = 0; c < tables.contexts; c++) {
            int[] own = Arrays.copyOfRange(counts[0], c * Residuals.SYMBOLS, (c + 1) * Residuals.SYMBOLS);
            tables.lengths[c] = HuffmanLengths.of(own);
            for (int symbol = 0; symbol < own.length; symbol++) {
                int raw = tables.lowBits[c] + (symbol < Residuals.DIRECT ? 0 : Residuals.escapeBits(symbol));
                bits += (long) own[symbol] * (tables.lengths[c][symbol] + raw);
            }
        }
        tables.runLengths = HuffmanLengths.of(runs);
        for (int symbol = 0; symbol < runs.length; symbol++) {
            bits += (long) runs[symbol] * (tables.runLengths[symbol] + Residuals.runBits(symbol));
        }
        return bits;
    }

    private byte[][] write() throws CodecException {
        int[] codewords = new int[tables.contexts * Residuals.SYMBOLS];
        for (int c = 0; c < tables.contexts; c++) {
            System.arraycopy(KeyedCode.codewords(tables.lengths[c], joint), 0, codewords, c * Residuals.SYMBOLS, Residuals.SYMBOLS);
        }
        int[] runCodewords = KeyedCode.codewords(tables.runLengths, joint);
        ResidualCodes codes = new ResidualCodes(tables.contexts, placeOfBin, codewords, tables.lowBits);
        byte[][] written = new byte[strips][];
        parallelism.forEach(strips, i -> written[i] = new StripWriter(codes, runCodewords)
                .write(models[i], residual, bins, first(i), first(i + 1), plane.width()));
        return written;
    }
}
