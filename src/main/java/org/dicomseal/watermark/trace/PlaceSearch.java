package org.dicomseal.watermark.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds where the pattern lies in a picture that may have been cropped: at the right position the projections lie near points of the
 * lattices, of one bit or the other, so the cosine of twice their phase adds up. All 512 x 512 positions are tried on one period of
 * the picture, first with a quarter of its tiles, and those that look better than most with all of them; this takes a second or two.
 */
final class PlaceSearch {

    private static final int PERIOD_PIXELS = TracePattern.PERIOD * TracePattern.TILE;
    private static final int PHASES = 1024;
    /** Every second tile across and down is looked at first. */
    private static final int COARSE = 2;
    /**
     * What a position must reach with these, in standard deviations of a picture without a mark: most don't by chance, and a mark that can be
     * decoded reaches several times as much.
     */
    private static final double PROMISING = 1.3;
    private static final float[] COSINE = cosines();

    private final TracePattern pattern;
    private final MarkedArea area;

    PlaceSearch(TracePattern pattern, MarkedArea area) {
        this.pattern = pattern;
        this.area = area;
    }

    private static float[] cosines() {
        float[] cosines = new float[PHASES];
        for (int i = 0; i < PHASES; i++) {
            cosines[i] = (float) Math.cos(4 * Math.PI * (i + 0.5) / PHASES);
        }
        return cosines;
    }

    private record Place(int number, double score) {
    }

    /** The most likely positions, the likeliest first: row times 512 plus column of the pattern's origin. */
    List<Integer> best(int count) {
        List<Place> places = IntStream.range(0, PERIOD_PIXELS).parallel().mapToObj(this::bestInRow)
                .sorted(Comparator.comparingDouble(Place::score).reversed()).toList();
        List<Integer> best = new ArrayList<>();
        for (Place place : places.subList(0, Math.min(count, places.size()))) {
            best.add(place.number());
        }
        return best;
    }

    private Place bestInRow(int top) {
        Place best = new Place(top * PERIOD_PIXELS, 0);
        double[] sums = new double[Strength.count()];
        double[] counts = new double[Strength.count()];
        for (int left = 0; left < PERIOD_PIXELS; left++) {
            if (score(left, top, COARSE, sums, counts) >= PROMISING) {
                double score = score(left, top, 1, sums, counts);
                if (score > best.score()) {
                    best = new Place(top * PERIOD_PIXELS + left, score);
                }
            }
        }
        return best;
    }

    /**
     * The best over all strengths, in standard deviations of a picture without a mark.
     *
     * @param every 1 to look at all tiles, 2 at every second one across and down
     */
    private double score(int left, int top, int every, double[] sums, double[] counts) {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
        int width = Math.min(area.picture().width(), PERIOD_PIXELS + TracePattern.TILE);
        int height = Math.min(area.picture().height(), PERIOD_PIXELS + TracePattern.TILE);
        area.forEachTile(left, top, every, width, height, (x, y, first) -> {
            for (int carrier = first; carrier < first + TracePattern.CARRIERS_PER_TILE; carrier++) {
                double turns = pattern.projection(carrier, area.sums(), x, y) / Lattice.STEP - pattern.dither(carrier);
                int index = (int) ((turns - Math.floor(turns)) * PHASES) & PHASES - 1;
                sums[pattern.weakest(carrier)] += COSINE[index];
                counts[pattern.weakest(carrier)]++;
            }
        });
        return best(sums, counts);
    }

    /** A carrier counts for every strength that uses it, which is the weakest one that does and all stronger ones. */
    private static double best(double[] sums, double[] counts) {
        double sum = 0;
        double count = 0;
        double best = 0;
        for (int strength = sums.length - 1; strength >= 0; strength--) {
            sum += sums[strength];
            count += counts[strength];
            best = Math.max(best, sum / Math.sqrt(count / 2 + 1));
        }
        return best;
    }
}
