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
    private final BlockValues read;
    private final ValueCounts counts;
    private SamplePlane plane;
    private UsedValues used;
    private MoveRule headerRule;
    /** Candidates that carry a bit under the header's rule; negative until somebody asks. */
    private int headerCarriers;

    MarkableRegion(SampleLayout layout, KeyedBlocks blocks) {
        this.layout = layout;
        this.blocks = blocks;
        candidates = new Candidates(blocks, layout);
        read = new BlockValues(blocks, layout);
        counts = new ValueCounts(layout);
    }

    /** Looks at a frame. */
    void analyse(byte[] samples) {
        boolean mayBeGrey = layout.meaning() == SampleMeaning.RGB;
        count(samples, mayBeGrey ? SamplePlane.greyPixels(layout) : SamplePlane.of(layout));
        if (mayBeGrey && counts.valued * 2 < counts.pixels) {
            count(samples, SamplePlane.of(layout));
        }
        int offset = layout.signed() ? 1 << layout.bitsStored() - 1 : 0;
        int padding = Math.max(0, layout.padding().low() + offset);
        used = new UsedValues(counts, padding, Math.min(layout.peak() + 1, layout.padding().high() + offset + 1));
        candidates.find(read, used);
        headerRule = findHeaderRule();
        headerCarriers = -1;
    }

    private void count(byte[] samples, SamplePlane chosen) {
        plane = chosen;
        read.read(samples, plane);
        counts.count(blocks, read);
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

    /** How many candidates have the room that the least demanding rule asks for: no mark has more bits than these. */
    int roomy() {
        return Arrays.stream(candidates.roomyByTexture).sum();
    }

    /** Why the smallest mark has no room here. */
    NotMarkedReason whyNoRoom() {
        int bits = MarkHeader.BITS + MarkSections.bodyBits(MarkTier.SMALL);
        if ((long) layout.rows() * layout.columns() / 2 < bits) {
            return NotMarkedReason.TOO_SMALL;
        }
        if (candidates.count < bits) {
            return NotMarkedReason.NO_ROOM;
        }
        if (used.longestRun() <= 2 * MoveRule.room(0, 0)) {
            return NotMarkedReason.FEW_VALUES;
        }
        return roomy() < bits ? NotMarkedReason.AT_THE_END : NotMarkedReason.NO_ROOM;
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
        int[] byTexture = candidates.roomyByTexture;
        int all = roomy();
        int roughest = 0;
        int taken = byTexture[0];
        while (roughest < Candidates.TEXTURES - 1 && taken < Math.max(all / 8, LEAST_FOR_HEADER)) {
            taken += byTexture[++roughest];
        }
        return new MoveRule(0, roughest, 0, MoveRule.stepFor(Candidates.leastRange(roughest)));
    }

    /** How many bits all candidates together have to carry, so that this many fit behind the header, with their overflow map. */
    int bitsToFit(int bits) {
        if (headerCarriers < 0) {
            headerCarriers = countHeaderCarriers();
        }
        double headersShare = Math.min(0.75, (MarkHeader.BITS + 4.0) / Math.max(1, headerCarriers));
        return (int) (RESERVE * bits / (1 - headersShare));
    }

    private int countHeaderCarriers() {
        int carriers = 0;
        for (int i = candidates.next(headerRule, 0); i < candidates.count; i = candidates.next(headerRule, i + 1)) {
            carriers += headerRule.binOf(candidates.error[i]) == headerRule.carrier() ? 1 : 0;
        }
        return carriers;
    }
}
