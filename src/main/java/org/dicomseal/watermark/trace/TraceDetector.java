package org.dicomseal.watermark.trace;

import org.dicomseal.watermark.WatermarkKey;

/**
 * Reads the trace mark from a picture in 8-bit grey levels, as a viewer exports it through the default window and at its own size.
 * Blind, with the key alone; informed, with the original picture, which may have been cropped since.
 *
 * <p>Guaranteed: of pictures without a mark under the key, fewer than one in a million are reported as marked, whatever the picture.
 */
public final class TraceDetector {

    /** Bound on the probability that a picture without a mark is reported as marked. */
    public static final double FALSE_POSITIVES = 1e-6;

    private static final int PERIOD_PIXELS = TracePattern.PERIOD * TracePattern.TILE;
    private static final double LOG_MESSAGES = ConvolutionalCode.MESSAGE_BITS * Math.log(2);
    static final double LOG_ONE_PLACE = LOG_MESSAGES + Math.log(Strength.count()) - Math.log(FALSE_POSITIVES);
    private static final double LOG_TWO_READINGS = LOG_ONE_PLACE + Math.log(2);
    private static final double LOG_ALL_PLACES = LOG_ONE_PLACE + 2 * Math.log(PERIOD_PIXELS);
    /**
     * With fewer different carriers no comparison with the original exceeds its threshold, however well the mark has survived: where n soft bits have
     * the sizes r, the score is at most their sum, so at most the root of n times the sum of r^2; and the threshold is the root
     * of twice the logarithm times that sum. A blind reading alone could do with half as many, and is not to be relied on then.
     */
    static final int LEAST_CARRIERS = (int) Math.ceil(2 * LOG_TWO_READINGS);
    /** Positions of the pattern that look best, and are decoded. */
    private static final int PLACES_DECODED = 8;

    private final TracePattern pattern;

    /** @param key the purpose key "trace" */
    public TraceDetector(WatermarkKey key) {
        pattern = new TracePattern(key);
    }

    /**
     * Reads a picture without the original. First where it lies if it wasn't cropped, then at every position of the pattern.
     *
     * @param picture at the size at which it was marked, possibly cropped
     */
    public TraceReading blind(GreyImage picture) {
        MarkedArea area = new MarkedArea(picture);
        TraceReading reading = readAt(area, 0, 0, LOG_ALL_PLACES);
        if (reading.found()) {
            return reading;
        }
        PlaceSearch search = new PlaceSearch(pattern, area);
        TraceReading best = reading;
        for (int place : search.best(PLACES_DECODED)) {
            TraceReading other = readAt(area, place % PERIOD_PIXELS, place / PERIOD_PIXELS, LOG_ALL_PLACES);
            best = other.isBetterThan(best) ? other : best;
        }
        return best;
    }

    /** {@link #blind} for a picture that wasn't cropped: much faster, since the pattern lies where it was put. */
    public TraceReading inPlace(GreyImage picture) {
        return readAt(new MarkedArea(picture), 0, 0, LOG_ONE_PLACE);
    }

    private TraceReading readAt(MarkedArea area, int left, int top, double logHypotheses) {
        return softBits(area, left, top).decode(logHypotheses, left, top);
    }

    /** Where the pattern repeats, the same dither comes again; so its carriers' phases are added first, and are one soft bit. */
    SoftBits softBits(MarkedArea area, int left, int top) {
        double[] cosines = new double[TracePattern.CARRIERS];
        double[] sines = new double[TracePattern.CARRIERS];
        area.forEachTile(left, top, area.picture().width(), area.picture().height(), (x, y, first) -> {
            for (int carrier = first; carrier < first + TracePattern.CARRIERS_PER_TILE; carrier++) {
                double phase = Lattice.phase(pattern.projection(carrier, area.sums(), x, y));
                double weight = area.weight(pattern, carrier, x, y);
                cosines[carrier] += weight * Math.cos(phase);
                sines[carrier] += weight * Math.sin(phase);
            }
        });
        SoftBits bits = new SoftBits();
        for (int carrier = 0; carrier < cosines.length; carrier++) {
            double dither = 2 * Math.PI * pattern.dither(carrier);
            double size = cosines[carrier] * cosines[carrier] + sines[carrier] * sines[carrier];
            bits.add(pattern, carrier, cosines[carrier] * Math.cos(dither) + sines[carrier] * Math.sin(dither), size / 2);
        }
        return bits;
    }

    /**
     * Reads a picture with the help of the original, which tells where the pattern lies and what each carrier was before.
     *
     * @param original the picture without the trace mark, in the same window
     * @param picture  the same or a part of it
     */
    public TraceReading informed(GreyImage original, GreyImage picture) {
        int[] place = original.width() == picture.width() && original.height() == picture.height()
                ? new int[2] : PhaseCorrelation.find(picture, original);
        GreyImage part = original.part(place[0], place[1], picture.width(), picture.height());
        int left = Math.floorMod(-place[0], PERIOD_PIXELS);
        int top = Math.floorMod(-place[1], PERIOD_PIXELS);
        TraceReading compared = compare(new MarkedArea(part), Residue.of(part, picture), left, top).decode(LOG_TWO_READINGS, left, top);
        TraceReading blind = readAt(new MarkedArea(picture), left, top, LOG_TWO_READINGS);
        return blind.found() && !compared.found() ? blind : compared;
    }

    /**
     * The soft bits of a copy's differences.
     *
     * @param sent    the original
     * @param residue what the copy differs from it by
     */
    SoftBits compare(MarkedArea sent, GreyImage residue, int left, int top) {
        BlockSums changes = new BlockSums(residue, TracePattern.BLOCK);
        Reliability reliability = new Reliability(pattern, residue, changes);
        forEachCarrier(sent, left, top, (carrier, x, y) -> reliability.add(carrier, x, y, sent.weight(pattern, carrier, x, y)));
        double[] sums = new double[TracePattern.CARRIERS];
        double[] weights = new double[TracePattern.CARRIERS];
        forEachCarrier(sent, left, top, (carrier, x, y) -> {
            double before = pattern.projection(carrier, sent.sums(), x, y);
            double change = pattern.projection(carrier, changes, x, y);
            double weight = sent.weight(pattern, carrier, x, y) * reliability.of(carrier, x, y);
            sums[carrier] += weight * compare(before, before + change, pattern.dither(carrier));
            weights[carrier] += weight;
        });
        SoftBits bits = new SoftBits();
        for (int carrier = 0; carrier < sums.length; carrier++) {
            bits.add(pattern, carrier, sums[carrier], weights[carrier] * weights[carrier]);
        }
        return bits;
    }

    private interface CarrierVisitor {

        /** Sees a carrier whose tile is at (x, y). */
        void visit(int carrier, int x, int y);
    }

    private static void forEachCarrier(MarkedArea area, int left, int top, CarrierVisitor visitor) {
        area.forEachTile(left, top, area.picture().width(), area.picture().height(), (x, y, first) -> {
            for (int carrier = first; carrier < first + TracePattern.CARRIERS_PER_TILE; carrier++) {
                visitor.visit(carrier, x, y);
            }
        });
    }

    /** Which of the two places that marking could have taken a projection to is nearer: 1 if that of a zero bit, -1 if that of a one. */
    private static double compare(double before, double after, double dither) {
        double zero = Lattice.marked(before, dither, 1);
        double one = Lattice.marked(before, dither, -1);
        return Math.max(-1, Math.min(1, (2 * after - zero - one) / (zero - one)));
    }
}
