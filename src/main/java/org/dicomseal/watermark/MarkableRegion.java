package org.dicomseal.watermark;

import java.util.Arrays;

/**
 * What reader and writer both find out about a frame before the first bit: which samples of a pixel count, which values are used, which
 * pixels may move. All of it follows from key, layout and the pixels that never move.
 */
final class MarkableRegion {

    private static final int LEAST_FOR_HEADER = 1024;
    /** The compressed size of a colour image, by that of one of its samples. */
    private static final double COLOURS = 1.5;
    private static final double RESERVE = 1.1;

    private final SampleLayout layout;
    private final KeyedBlocks blocks;
    private final Candidates candidates;
    private final int[] counts;
    private SamplePlane plane;
    private UsedValues used;
    private MoveRule headerRule;

    MarkableRegion(SampleLayout layout, KeyedBlocks blocks) {
        this.layout = layout;
        this.blocks = blocks;
        candidates = new Candidates(blocks, layout);
        counts = new int[layout.peak() + 1];
    }

    /** Looks at a frame. */
    void analyse(byte[] samples) {
        plane = SamplePlane.of(layout);
        if (layout.meaning() == SampleMeaning.RGB) {
            plane = SamplePlane.greyPixels(layout);
            long[] pixels = count(samples);
            plane = pixels[1] * 2 < pixels[0] ? SamplePlane.of(layout) : plane;
        }
        count(samples);
        int offset = layout.signed() ? 1 << layout.bitsStored() - 1 : 0;
        int padding = Math.max(0, layout.padding().low() + offset);
        used = new UsedValues(counts, padding, Math.min(counts.length, layout.padding().high() + offset + 1));
        candidates.find(samples, plane, used);
        headerRule = findHeaderRule();
    }

    /** Counts the values of the pixels that never move; returns how many there are, and how many of them have a value. */
    private long[] count(byte[] samples) {
        Arrays.fill(counts, 0);
        long[] pixels = new long[2];
        int[] values = new int[KeyedBlocks.WIDTH];
        for (int block = 0; block < blocks.count(); block++) {
            int left = blocks.left(block);
            int width = blocks.right(block) - left;
            for (int row = blocks.top(block); row < blocks.bottom(block); row++) {
                plane.read(samples, row * layout.columns() + left, width, values);
                for (int i = blocks.mayMove(row, left) ? 1 : 0; i < width; i += 2) {
                    pixels[0]++;
                    if (values[i] >= 0) {
                        counts[values[i]]++;
                        pixels[1]++;
                    }
                }
            }
        }
        return pixels;
    }

    /**
     * The compressed size of the frame in bits, roughly.
     *
     * @param entropy bits for all candidates
     */
    double compressedSize(double entropy) {
        double pixels = (double) layout.rows() * layout.columns();
        double otherSamples = layout.samplesPerPixel() == plane.samplesMoved() ? 1 : COLOURS;
        return entropy / Math.max(1, candidates.count) * pixels * otherSamples;
    }

    SamplePlane plane() {
        return plane;
    }

    UsedValues used() {
        return used;
    }

    Candidates candidates() {
        return candidates;
    }

    /**
     * The rule for the header, which doesn't depend on what the mark changes: the bin next to the prediction, in the smoothest textures
     * that make up an eighth of the candidates, with a step that suits how rough these are.
     */
    MoveRule headerRule() {
        return headerRule;
    }

    private MoveRule findHeaderRule() {
        int[] byTexture = new int[Candidates.TEXTURES];
        int all = 0;
        for (int i = 0; i < candidates.count; i++) {
            if (candidates.room[i] >= MoveRule.room(0, 0)) {
                byTexture[candidates.texture[i]]++;
                all++;
            }
        }
        int roughest = 0;
        int taken = byTexture[0];
        while (roughest < Candidates.TEXTURES - 1 && taken < Math.max(all / 8, LEAST_FOR_HEADER)) {
            taken += byTexture[++roughest];
        }
        return new MoveRule(0, roughest, 0, MoveRule.stepFor(Candidates.leastRange(roughest)));
    }

    /** How many bits all candidates together have to carry, so that this many fit behind the header, with their overflow map. */
    int bitsToFit(int bits) {
        int carriers = 0;
        for (int i = 0; i < candidates.count; i++) {
            if (headerRule.takes(candidates, i) && headerRule.binOf(candidates.error[i]) == headerRule.carrier()) {
                carriers++;
            }
        }
        double headersShare = Math.min(0.75, (MarkHeader.BITS + 4.0) / Math.max(1, carriers));
        return (int) (RESERVE * bits / (1 - headersShare));
    }
}
