package org.dicomseal.biometric;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.dicomseal.biometric.FingerprintRejected.Reason;

/** Says whether an image is good enough to be worth a try, and what a person should do about it if it isn't. */
final class QualityGate {

    /** About 6 x 6 mm at 500 dpi. */
    private static final int LEAST_AREA = 15_000;
    private static final double LEAST_RIDGE_COHERENCE = 0.22;
    private static final double GOOD_COHERENCE = 0.5;
    private static final double DRY_INK = 0.2;
    private static final double WET_INK = 0.8;
    /** A second region of at least this share of the first one is another finger. */
    private static final double SECOND_FINGER = 0.4;

    private QualityGate() {
    }

    static void check(FingerprintImage image, RidgeMap map) throws FingerprintRejected {
        List<Integer> regions = regions(map);
        int area = regions.stream().mapToInt(Integer::intValue).sum();
        if (area == 0) {
            throw new FingerprintRejected(Reason.NO_RIDGES, "there is no fingerprint in the image");
        }
        double coherence = meanCoherence(map);
        if (coherence < LEAST_RIDGE_COHERENCE) {
            throw new FingerprintRejected(Reason.NO_RIDGES, "nothing in the image runs like ridges");
        }
        if (regions.get(0) < LEAST_AREA) {
            throw new FingerprintRejected(Reason.LITTLE_AREA, "too little of the finger is in the image; lay it down flat, its middle in the centre");
        }
        if (regions.size() > 1 && regions.get(1) >= LEAST_AREA && regions.get(1) >= SECOND_FINGER * regions.get(0)) {
            throw new FingerprintRejected(Reason.TWO_FINGERS, "there is more than one print in the image");
        }
        if (coherence < GOOD_COHERENCE) {
            double ink = inkShare(image, map);
            if (ink < DRY_INK) {
                throw new FingerprintRejected(Reason.TOO_DRY, "the ridges are broken: moisten the finger, or press a little harder");
            }
            if (ink > WET_INK) {
                throw new FingerprintRejected(Reason.TOO_WET, "the ridges run together: dry the finger, or press less");
            }
        }
    }

    private static double meanCoherence(RidgeMap map) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < map.ridged.length; i++) {
            if (map.ridged[i]) {
                sum += map.coherence[i];
                count++;
            }
        }
        return sum / count;
    }

    /** The share of ridge area darker than the middle between the darkest and the brightest tenth. */
    private static double inkShare(FingerprintImage image, RidgeMap map) {
        int[] histogram = new int[256];
        int count = 0;
        for (int i = 0; i < map.ridged.length; i++) {
            if (map.ridged[i]) {
                histogram[(int) image.grey()[i]]++;
                count++;
            }
        }
        int middle = (quantile(histogram, count / 10) + quantile(histogram, count - count / 10)) / 2;
        int dark = 0;
        for (int grey = 0; grey < middle; grey++) {
            dark += histogram[grey];
        }
        return (double) dark / count;
    }

    private static int quantile(int[] histogram, int rank) {
        int seen = 0;
        for (int grey = 0; grey < histogram.length; grey++) {
            seen += histogram[grey];
            if (seen >= rank) {
                return grey;
            }
        }
        return histogram.length - 1;
    }

    /** Sizes in pixels of the connected regions with ridges, largest first. */
    private static List<Integer> regions(RidgeMap map) {
        boolean[] seen = new boolean[map.ridged.length];
        List<Integer> sizes = new ArrayList<>();
        for (int start = 0; start < seen.length; start++) {
            if (map.ridged[start] && !seen[start]) {
                sizes.add(flood(map, seen, start));
            }
        }
        sizes.sort(Comparator.reverseOrder());
        return sizes;
    }

    private static int flood(RidgeMap map, boolean[] seen, int start) {
        ArrayDeque<Integer> open = new ArrayDeque<>();
        open.push(start);
        seen[start] = true;
        int size = 0;
        while (!open.isEmpty()) {
            int at = open.pop();
            size++;
            int x = at % map.width;
            int y = at / map.width;
            visit(map, seen, open, x - 1, y);
            visit(map, seen, open, x + 1, y);
            visit(map, seen, open, x, y - 1);
            visit(map, seen, open, x, y + 1);
        }
        return size;
    }

    private static void visit(RidgeMap map, boolean[] seen, ArrayDeque<Integer> open, int x, int y) {
        int at = y * map.width + x;
        if (map.ridgedAt(x, y) && !seen[at]) {
            seen[at] = true;
            open.push(at);
        }
    }
}
