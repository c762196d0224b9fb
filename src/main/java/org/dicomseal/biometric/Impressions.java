package org.dicomseal.biometric;

import java.util.ArrayList;
import java.util.List;

import com.machinezoo.sourceafis.FingerprintTemplate;

import org.dicomseal.biometric.FingerprintRejected.Reason;

/**
 * The impressions of one enrolment that can be used together. One bad image of three is left out and named; but more than half of the images
 * given, and two at least, must be left, or somebody else's finger could be enrolled unnoticed. Of one or two images, all must be good.
 */
final class Impressions {

    /** An impression that passed the quality gate. */
    record Sample(String name, float[] features, FingerprintTemplate template) {
    }

    private final int given;
    private final List<String> leftOut = new ArrayList<>();
    private List<Sample> used = new ArrayList<>();

    private Impressions(int given) {
        this.given = given;
    }

    /** Takes the features of every image that is good enough, and leaves out those that belong to another finger than most. */
    static Impressions of(List<FingerprintImage> images, FeatureExtractor extractor) throws FingerprintRejected {
        Impressions impressions = new Impressions(images.size());
        FingerprintRejected last = null;
        for (int i = 0; i < images.size(); i++) {
            String name = images.get(i).name().isEmpty() ? "image " + (i + 1) : images.get(i).name();
            try {
                impressions.used.add(new Sample(name, extractor.features(images.get(i)), MinutiaeMatcher.template(images.get(i))));
            } catch (FingerprintRejected e) {
                last = e.of(name);
                impressions.leftOut.add(last.getMessage());
            }
        }
        if (last != null && !impressions.isEnough(impressions.used.size())) {
            throw last;
        }
        impressions.keep(impressions.largestGroup());
        return impressions;
    }

    List<Sample> used() {
        return used;
    }

    /** What was left out and why, in words. */
    List<String> leftOut() {
        return leftOut;
    }

    /** Leaves out all but these. */
    void keep(List<Sample> samples) throws FingerprintRejected {
        for (Sample sample : used) {
            if (!samples.contains(sample)) {
                leftOut.add(sample.name() + ": differs too much from the others: scan it again, with the middle of the finger in the centre");
            }
        }
        if (!isEnough(samples.size())) {
            throw new FingerprintRejected(Reason.IMPRESSIONS_DIFFER, leftOut.get(leftOut.size() - 1));
        }
        used = samples;
    }

    private boolean isEnough(int count) {
        return given < 3 ? count == given : count >= 2 && 2 * count > given;
    }

    private List<Sample> largestGroup() {
        double[][] scores = MinutiaeMatcher.scores(used.stream().map(Sample::template).toList());
        return largestGroup(used.size(), (one, other) -> Math.max(scores[one][other], scores[other][one])).stream().map(used::get).toList();
    }

    /** How alike the minutiae of two impressions are. */
    @FunctionalInterface
    interface Score {
        double of(int one, int other);
    }

    /** The numbers of the largest group, of so many impressions, in which each has minutiae in common with another; ascending. */
    static List<Integer> largestGroup(int count, Score score) {
        List<Integer> largest = List.of();
        for (int start = 0; start < count; start++) {
            List<Integer> group = new ArrayList<>(List.of(start));
            for (int at = 0; at < group.size(); at++) {
                for (int other = 0; other < count; other++) {
                    if (!group.contains(other) && score.of(group.get(at), other) >= MinutiaeMatcher.GATE) {
                        group.add(other);
                    }
                }
            }
            largest = group.size() > largest.size() ? group : largest;
        }
        return largest.stream().sorted().toList();
    }
}
