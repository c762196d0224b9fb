package org.dicomseal.watermark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The owner's mark in the pixels of a frame, and its exact removal.
 *
 * <p>Guaranteed: what {@link #mark} returns as marked reads back without error and gives the original back bit for bit, with the
 * key and the layout alone; a frame is marked on its own, so frames can be handled one by one and in any order. Samples outside the
 * stored bits, padding values and pixels that a mark can't move are kept. With another key there is no mark to be found, except with a
 * probability of 2<sup>-45</sup>.
 * Not guaranteed: that the mark survives any change of the pixels. It is made to be removed, not to resist.
 *
 * <p>An instance serves one object; it keeps scratch memory and isn't for use by two threads at once.
 */
public final class ReversibleMark {

    /** Blocks that a mark uses as a rule, and where these haven't the room: what more isn't worth is time. */
    private static final int[] MOST_BLOCKS = {48, 1024};
    /** Rules tried for a tier, a step and a region. */
    private static final int TRIES = 3;
    /** The same for the smallest tier, where the overflow map may be as long as the payload. */
    private static final int LAST_TRIES = 12;
    private static final int LARGE_IMAGE = 512 * 512;
    /** Estimated share of the compressed size that a mark may cost in a large image, and in a smaller one if there is a smaller mark. */
    private static final double MOST_COST = 0.0042;
    private static final double MOST_COST_SMALL_IMAGE = 0.025;
    /** A marked frame keeps a structural similarity of 0.9999; this leaves some of it to the estimate's error. */
    private static final double MOST_SIMILARITY_LOSS = 0.8e-4;

    private final WatermarkKey key;
    private final SampleLayout layout;
    private final NotMarkedReason unfit;
    /** Made when they are needed; mostly the first is enough. */
    private final MarkableRegion[] regions = new MarkableRegion[MOST_BLOCKS.length];
    private MarkSections sections;
    private NotMarkedReason smallestFailed;

    /**
     * @param key    the purpose key "wm"
     * @param layout the shape of every frame handed in
     */
    public ReversibleMark(WatermarkKey key, SampleLayout layout) {
        this.key = key;
        this.layout = layout;
        unfit = unfit(layout);
        if (unfit == null) {
            sections = new MarkSections(key);
        }
    }

    /** How many regions there are to try, the smaller before the larger. */
    private int regions() {
        return unfit != null ? 0 : KeyedBlocks.in(layout) > MOST_BLOCKS[0] ? MOST_BLOCKS.length : 1;
    }

    private MarkableRegion region(int index) {
        if (regions[index] == null) {
            regions[index] = new MarkableRegion(layout, new KeyedBlocks(key, layout, MOST_BLOCKS[index]));
        }
        return regions[index];
    }

    private static NotMarkedReason unfit(SampleLayout layout) {
        if (layout.bitsAllocated() == 1) {
            return NotMarkedReason.ONE_BIT;
        }
        if (layout.meaning() == SampleMeaning.INDEX) {
            return NotMarkedReason.LABELS;
        }
        int samples = layout.meaning() == SampleMeaning.GREY ? 1 : 3;
        if (layout.meaning() == SampleMeaning.OTHER || layout.samplesPerPixel() != samples || layout.frameBytes() > Integer.MAX_VALUE - 64
                || layout.bitsAllocated() != 8 && layout.bitsAllocated() != 16) {
            return NotMarkedReason.UNSUPPORTED_PIXELS;
        }
        return layout.rows() < 3 || layout.columns() < 3 ? NotMarkedReason.TOO_SMALL : null;
    }

    /**
     * Marks one frame.
     *
     * @param samples   the native little-endian frame; not changed
     * @param ownerCode 128 bytes, of which as much is carried as the frame has room for
     * @param objectUid the SOP Instance UID that the mark is bound to
     * @param frame     counts from 0
     */
    public MarkOutcome mark(byte[] samples, byte[] ownerCode, String objectUid, int frame) {
        if (unfit != null || samples.length != layout.frameBytes()) {
            return new MarkOutcome.NotMarked(unfit != null ? unfit : NotMarkedReason.UNSUPPORTED_PIXELS);
        }
        if (ownerCode.length != MarkTier.FULL.codeBytes()) {
            throw new IllegalArgumentException("an owner code has " + MarkTier.FULL.codeBytes() + " bytes, not " + ownerCode.length);
        }
        smallestFailed = NotMarkedReason.NO_ROOM;
        for (int index = 0; index < regions(); index++) {
            MarkableRegion region = region(index);
            region.analyse(samples);
            RuleChoice[] choices = new RuleChoice[MoveRule.STEP_CHOICES];
            for (MarkTier tier : MarkTier.values()) {
                // a pixel carries a bit at most
                if (region.roomy() < MarkHeader.BITS + MarkSections.bodyBits(tier)) {
                    continue;
                }
                MarkOutcome outcome = mark(samples, MarkPayload.of(key, tier, ownerCode, objectUid, frame), region, choices);
                if (outcome instanceof MarkOutcome.Marked) {
                    return outcome;
                }
            }
        }
        boolean never = smallestFailed == NotMarkedReason.NO_ROOM;
        return new MarkOutcome.NotMarked(never ? region(regions() - 1).whyNoRoom() : smallestFailed);
    }

    /** A failed try. Of those of the smallest mark, the one that came farthest is what the frame isn't marked for. */
    private MarkOutcome not(MarkTier tier, NotMarkedReason reason) {
        if (tier == MarkTier.SMALL && reason.compareTo(smallestFailed) > 0) {
            smallestFailed = reason;
        }
        return new MarkOutcome.NotMarked(reason);
    }

    /** @param choices what was found out about the steps so far; is added to */
    private MarkOutcome mark(byte[] samples, MarkPayload payload, MarkableRegion region, RuleChoice[] choices) {
        MarkOutcome outcome = new MarkOutcome.NotMarked(NotMarkedReason.NO_ROOM);
        for (int step = 0; step < choices.length && !isFor(outcome, NotMarkedReason.TOO_COSTLY); step++) {
            choices[step] = choices[step] == null ? new RuleChoice(region.candidates(), step) : choices[step];
            double compressed = region.compressedSize(choices[0].entropy());
            outcome = mark(samples, payload, region, choices[step], compressed, RuleChoice.SMALL_FIRST);
            if (isFor(outcome, NotMarkedReason.TOO_VISIBLE)) {
                outcome = mark(samples, payload, region, choices[step], compressed, RuleChoice.FAITHFUL_FIRST);
            }
            if (outcome instanceof MarkOutcome.Marked) {
                return outcome;
            }
        }
        return outcome;
    }

    private static boolean isFor(MarkOutcome outcome, NotMarkedReason reason) {
        return outcome instanceof MarkOutcome.NotMarked not && not.reason() == reason;
    }

    private MarkOutcome mark(byte[] samples, MarkPayload payload, MarkableRegion region, RuleChoice choice, double compressed,
                             double entropyWeight) {
        int bits = region.bitsToFit(MarkSections.bodyBits(payload.tier()));
        int tries = payload.tier() == MarkTier.SMALL ? LAST_TRIES : TRIES;
        MarkOutcome outcome = new MarkOutcome.NotMarked(NotMarkedReason.NO_ROOM);
        for (RuleChoice.Rated rated : choice.rulesFor(bits, entropyWeight, tries)) {
            outcome = rated.growth() * bits > mostCost(payload.tier()) * compressed
                    ? not(payload.tier(), NotMarkedReason.TOO_COSTLY) : embed(samples, payload, region, rated.rule());
            if (!isFor(outcome, NotMarkedReason.NO_ROOM)) {
                return outcome;
            }
        }
        return outcome;
    }

    private double mostCost(MarkTier tier) {
        if ((long) layout.rows() * layout.columns() >= LARGE_IMAGE) {
            return MOST_COST;
        }
        return tier == MarkTier.SMALL ? Double.POSITIVE_INFINITY : MOST_COST_SMALL_IMAGE;
    }

    private MarkOutcome embed(byte[] samples, MarkPayload payload, MarkableRegion region, MoveRule rule) {
        MarkHeader header = new MarkHeader(payload.tier(), rule);
        byte[] marked = samples.clone();
        Embedding embedding = new Embedding(marked, region);
        if (!embedding.write(sections.header(header), region.headerRule()) || !embedding.write(sections.body(header, payload), rule)) {
            return new MarkOutcome.NotMarked(NotMarkedReason.NO_ROOM);
        }
        if (isVisible(samples, embedding.moves(), region, payload.tier())) {
            return not(payload.tier(), NotMarkedReason.TOO_VISIBLE);
        }
        int samplesMoved = region.plane().samplesMoved();
        if (!readsBack(marked, samples, payload, region)) {
            return not(payload.tier(), NotMarkedReason.SELF_CHECK);
        }
        return new MarkOutcome.Marked(marked, payload, samplesMoved * embedding.moves().count(),
                samplesMoved * embedding.moves().squaredError());
    }

    /** The noise is measured against the span of the values that the frame uses, the similarity at actual depth. */
    private boolean isVisible(byte[] original, Moves moves, MarkableRegion region, MarkTier tier) {
        double values = (double) layout.rows() * layout.columns() * layout.samplesPerPixel();
        double squaredError = moves.squaredError() * region.plane().samplesMoved();
        if (Fidelity.psnr(squaredError, values, Math.max(1, region.used().span())) < tier.leastPsnr()) {
            return true;
        }
        return SimilarityLoss.most(squaredError, values, layout.peak()) > MOST_SIMILARITY_LOSS
                && new SimilarityLoss(layout, region.plane()).of(original, moves, values) > MOST_SIMILARITY_LOSS;
    }

    /**
     * Reads and removes the mark blind, as somebody will who has nothing but the key. If that fails, the regions know the original again
     * for the next try.
     */
    private boolean readsBack(byte[] marked, byte[] original, MarkPayload payload, MarkableRegion region) {
        Found found = find(marked);
        boolean exact = found != null && Arrays.equals(found.payload.bytes(), payload.bytes())
                && found.extraction.undoes(marked, original, found.plane);
        if (!exact) {
            region.analyse(original);
        }
        return exact;
    }

    /** Reads the mark blind: nothing but key, layout and the marked frame is needed. Empty if there is none under this key. */
    public Optional<MarkPayload> read(byte[] marked) {
        return Optional.ofNullable(find(marked)).map(Found::payload);
    }

    /** The frame as it was before {@link #mark}, in a new array; empty if it carries no mark under this key. */
    public Optional<byte[]> remove(byte[] marked) {
        return Optional.ofNullable(find(marked)).map(Found::restored);
    }

    /**
     * Takes the mark out of a frame in place.
     *
     * @param marked changed only if it carries a mark
     * @return false if it carries none under this key
     */
    public boolean removeFrom(byte[] marked) {
        Found found = find(marked);
        if (found != null) {
            found.extraction.undo(marked, found.plane);
        }
        return found != null;
    }

    /**
     * How far a frame whose mark doesn't read any more, because pixels were changed, still agrees with an owner's code.
     *
     * @param ownerCode 128 bytes
     */
    public OwnerAgreement agreement(byte[] damaged, byte[] ownerCode) {
        OwnerAgreement best = OwnerAgreement.NONE;
        for (int index = 0; damaged.length == layout.frameBytes() && index < regions(); index++) {
            MarkableRegion region = region(index);
            region.analyse(damaged);
            Extraction extraction = new Extraction(region);
            BitQueue section = extraction.read(MarkHeader.BITS, region.headerRule());
            MarkHeader header = section == null ? null : sections.parseHeader(section);
            if (header != null) {
                List<Integer> places = new ArrayList<>();
                BitQueue found = extraction.readAll(header.rule(), places);
                int[] blocks = places.stream().mapToInt(region.candidates()::block).toArray();
                OwnerAgreement agreement = OwnerAgreement.compare(found, blocks,
                        sections.masked(Arrays.copyOf(ownerCode, header.tier().codeBytes())));
                best = agreement.bitErrorRate() < best.bitErrorRate() ? agreement : best;
            }
        }
        return best;
    }

    private Found find(byte[] marked) {
        if (marked.length == layout.frameBytes()) {
            for (int index = 0; index < regions(); index++) {
                Found found = find(marked, region(index));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private Found find(byte[] marked, MarkableRegion region) {
        region.analyse(marked);
        Extraction extraction = new Extraction(region);
        BitQueue section = extraction.read(MarkHeader.BITS, region.headerRule());
        MarkHeader header = section == null ? null : sections.parseHeader(section);
        if (header == null) {
            return null;
        }
        section = extraction.read(MarkSections.bodyBits(header.tier()), header.rule());
        MarkPayload payload = section == null ? null : sections.parseBody(header, section);
        return payload == null ? null : new Found(payload, marked, extraction, region.plane());
    }

    private record Found(MarkPayload payload, byte[] marked, Extraction extraction, SamplePlane plane) {

        byte[] restored() {
            byte[] restored = marked.clone();
            extraction.undo(restored, plane);
            return restored;
        }
    }
}
