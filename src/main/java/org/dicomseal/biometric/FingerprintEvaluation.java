package org.dicomseal.biometric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.machinezoo.sourceafis.FingerprintTemplate;

import org.dicomseal.biometric.FingerprintRejected.Reason;

/**
 * Measures a set of fingerprints under one protocol: three impressions are enrolled as {@link Enrollment} does, so one that differs is left out,
 * and others may be tried, up to three of them. Every choice of three enrolled impressions and of tries is taken. Impostors (all impressions
 * of all other fingers, tries of one finger each) are let at every enrolment. Each image is aligned once, so that a try is one alignment and
 * one opening.
 */
public final class FingerprintEvaluation {

    private static final int ENROLLED = 3;
    private static final int LEAST_USED = 2;

    /**
     * What a set gives.
     *
     * @param fingers            in the set
     * @param images             that were read
     * @param rejected           images that the quality gate turned away, by reason; as tries they count as failed
     * @param enrolments         choices of three impressions that were tried
     * @param failedEnrolments   of them, those refused because fewer than two images fitted together; all tries at them count as failed
     * @param distances          of single impressions to enrolments, as the share of wrong bits
     * @param minutiae           SourceAFIS's best scores at the same comparisons, as 1 / (1 + score)
     * @param tolerance          the greatest distance that opens
     * @param commitment         by the commitment alone
     * @param gated              by the commitment and a SourceAFIS score of at least 40, as enrolments are opened
     * @param minutiaeAlone      by a SourceAFIS score of at least 40 alone, which needs templates in clear; same enrolments, none refused
     * @param millisecondsAnImage the mean time to get features
     */
    public record Result(int fingers, int images, Map<Reason, Integer> rejected, int enrolments, int failedEnrolments, ErrorRates distances,
            ErrorRates minutiae, double tolerance, Rates commitment, Rates gated, Rates minutiaeAlone, double millisecondsAnImage) {
    }

    /**
     * How often the secret came out.
     *
     * @param owner              by the owner in one, two and three tries, 0 to 1
     * @param impostor           how many tries, pairs and triples of tries of impostors opened an enrolment
     * @param impostorTries      how many tries, pairs and triples there were
     * @param impostorImages     distinct pairs of an impostor's image and an enrolled finger; with none accepted, the 95 % bound is 3 / this
     * @param impostorImagesAccepted of them, those that opened any enrolment of that finger
     */
    public record Rates(List<Double> owner, List<Integer> impostor, List<Integer> impostorTries, int impostorImages, int impostorImagesAccepted) {

        /** By the owner at one try, 0 to 1. */
        public double single() {
            return owner.get(0);
        }

        /** By the owner in three tries, 0 to 1. */
        public double threeTries() {
            return owner.get(2);
        }

        /** How many impostor tries opened. */
        public int impostorSingle() {
            return impostor.get(0);
        }

        /** How many triples of an impostor's tries opened. */
        public int impostorThreeTries() {
            return impostor.get(2);
        }

        /** The rule of three: the upper 95 % bound of the false accept rate of one image when none was accepted. */
        public double boundIfNone() {
            return 3.0 / impostorImages;
        }
    }

    /** Is told of each image that was looked at. */
    @FunctionalInterface
    public interface Progress {
        void image(int number, int of);
    }

    private record Sample(int index, float[] sums) {
    }

    private final FeatureExtractor extractor;
    private final FingerBinding binding = FingerBinding.standard();
    private final byte[] seed = new byte[BitProjection.SEED_BYTES];
    private final List<Double> genuineDistances = new ArrayList<>();
    private final List<Double> impostorDistances = new ArrayList<>();
    private final List<Double> genuineScores = new ArrayList<>();
    private final List<Double> impostorScores = new ArrayList<>();
    private final List<FingerprintTemplate> templates = new ArrayList<>();
    private double[][] scores;
    private final Tally plain = new Tally();
    private final Tally gated = new Tally();
    private final Tally minutiae = new Tally();
    private int enrolments;
    private int failedEnrolments;

    private FingerprintEvaluation(FeatureExtractor extractor) {
        this.extractor = extractor;
    }

    /** Evaluates a set; see {@link #evaluate(FingerprintSet, FeatureExtractor, Progress)}. */
    public static Result evaluate(FingerprintSet set, FeatureExtractor extractor) {
        return evaluate(set, extractor, (number, of) -> { });
    }

    /**
     * Evaluates a set.
     *
     * @throws IllegalArgumentException if there are no two fingers of which one has four impressions that are good enough
     */
    public static Result evaluate(FingerprintSet set, FeatureExtractor extractor, Progress progress) {
        return new FingerprintEvaluation(extractor).run(set, progress);
    }

    private Result run(FingerprintSet set, Progress progress) {
        Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);
        List<List<Sample>> fingers = new ArrayList<>();
        int images = 0;
        long nanos = 0;
        for (List<FingerprintImage> impressions : set.fingers().values()) {
            List<Sample> samples = new ArrayList<>();
            for (FingerprintImage image : impressions) {
                progress.image(++images, set.images());
                long start = System.nanoTime();
                try {
                    float[] features = extractor.features(image);
                    nanos += System.nanoTime() - start;
                    samples.add(new Sample(templates.size(), binding.sums(features, seed)));
                    templates.add(MinutiaeMatcher.template(image));
                } catch (FingerprintRejected e) {
                    rejected.merge(e.reason(), 1, Integer::sum);
                    samples.add(null);
                }
            }
            fingers.add(samples);
        }
        scores = MinutiaeMatcher.scores(templates);
        for (int finger = 0; finger < fingers.size(); finger++) {
            for (int[] chosen : triples(fingers.get(finger).size())) {
                enrol(fingers, finger, chosen);
            }
        }
        if (genuineDistances.isEmpty() || impostorDistances.isEmpty()) {
            throw new IllegalArgumentException("a set needs two fingers, and four impressions of one that are good enough");
        }
        return new Result(fingers.size(), images, rejected, enrolments, failedEnrolments, rates(genuineDistances, impostorDistances),
                rates(genuineScores, impostorScores), binding.tolerance(), plain.rates(), gated.rates(), minutiae.rates(),
                nanos / 1e6 / templates.size());
    }

    private static ErrorRates rates(List<Double> genuine, List<Double> impostor) {
        return new ErrorRates(genuine.stream().mapToDouble(Double::doubleValue).toArray(), impostor.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void enrol(List<List<Sample>> fingers, int finger, int[] chosen) {
        List<Sample> own = fingers.get(finger);
        List<Sample> given = new ArrayList<>();
        for (int index : chosen) {
            given.add(own.get(index));
        }
        enrolments++;
        List<Sample> used = together(given.stream().filter(sample -> sample != null).toList());
        boolean usable = used.size() >= LEAST_USED;
        failedEnrolments += usable ? 0 : 1;
        List<Sample> enrolled = usable ? used : given.stream().filter(sample -> sample != null).toList();
        ReliableBits bits = enrolled.isEmpty() ? null : choose(enrolled);
        List<Sample> rest = new ArrayList<>(own);
        for (int i = chosen.length - 1; i >= 0; i--) {
            rest.remove(chosen[i]);
        }
        Outcome genuine = tries(bits, enrolled, rest, usable, genuineDistances, genuineScores);
        plain.owner(genuine.opened);
        gated.owner(genuine.withGate);
        minutiae.owner(genuine.byMinutiae);
        for (int other = 0; other < fingers.size(); other++) {
            if (other != finger) {
                List<Sample> probes = fingers.get(other);
                Outcome impostor = tries(bits, enrolled, probes, usable, impostorDistances, impostorScores);
                plain.impostor(finger, probes, impostor.opened);
                gated.impostor(finger, probes, impostor.withGate);
                minutiae.impostor(finger, probes, impostor.byMinutiae);
            }
        }
    }

    /** As enrolling chooses: the largest group with minutiae in common, of which each opens what all of them enrol. */
    private List<Sample> together(List<Sample> given) {
        List<Sample> used = largestGroup(given);
        while (used.size() >= LEAST_USED) {
            ReliableBits bits = choose(used);
            List<Sample> opening = used.stream().filter(sample -> binding.distance(bits, sample.sums()) <= binding.tolerance()).toList();
            if (opening.size() == used.size()) {
                return used;
            }
            used = opening;
        }
        return List.of();
    }

    private List<Sample> largestGroup(List<Sample> given) {
        List<Integer> group = Impressions.largestGroup(given.size(), (one, other) -> Math.max(
                scores[given.get(one).index()][given.get(other).index()], scores[given.get(other).index()][given.get(one).index()]));
        return group.stream().map(given::get).toList();
    }

    private ReliableBits choose(List<Sample> samples) {
        return binding.choose(samples.stream().map(Sample::sums).toList());
    }

    private record Outcome(boolean[] opened, boolean[] withGate, boolean[] byMinutiae) {
    }

    private Outcome tries(ReliableBits bits, List<Sample> enrolled, List<Sample> probes, boolean usable, List<Double> distances,
            List<Double> minutiaeDistances) {
        Outcome outcome = new Outcome(new boolean[probes.size()], new boolean[probes.size()], new boolean[probes.size()]);
        for (int i = 0; i < probes.size(); i++) {
            Sample probe = probes.get(i);
            if (probe != null && bits != null) {
                double distance = binding.distance(bits, probe.sums());
                double score = enrolled.stream().mapToDouble(template -> scores[template.index()][probe.index()]).max().orElse(0);
                distances.add(distance);
                minutiaeDistances.add(1 / (1 + score));
                outcome.byMinutiae[i] = score >= MinutiaeMatcher.GATE;
                outcome.opened[i] = usable && distance <= binding.tolerance();
                outcome.withGate[i] = outcome.opened[i] && outcome.byMinutiae[i];
            }
        }
        return outcome;
    }

    /** All ways to take three of {@code from}, ascending. */
    static List<int[]> triples(int from) {
        List<int[]> all = new ArrayList<>();
        for (int a = 0; a < from; a++) {
            for (int b = a + 1; b < from; b++) {
                for (int c = b + 1; c < from; c++) {
                    all.add(new int[] {a, b, c});
                }
            }
        }
        return all;
    }

    /** Ways to take so many of {@code from}. */
    static long ways(int from, int take) {
        long ways = 1;
        for (int i = 0; i < take; i++) {
            ways = ways * (from - i) / (i + 1);
        }
        return Math.max(0, ways);
    }

    /** Counts tries, pairs and triples of tries, of which one at least opened. */
    private static final class Tally {

        private final long[] ownerTries = new long[ENROLLED];
        private final long[] ownerOpened = new long[ENROLLED];
        private final long[] impostorTries = new long[ENROLLED];
        private final long[] impostorOpened = new long[ENROLLED];
        private final Set<Long> impostorImages = new HashSet<>();
        private final Set<Long> accepted = new HashSet<>();

        void owner(boolean[] results) {
            add(results, ownerTries, ownerOpened);
        }

        void impostor(int finger, List<Sample> probes, boolean[] results) {
            add(results, impostorTries, impostorOpened);
            for (int i = 0; i < results.length; i++) {
                if (probes.get(i) != null) {
                    long pair = (long) finger << Integer.SIZE | probes.get(i).index();
                    impostorImages.add(pair);
                    if (results[i]) {
                        accepted.add(pair);
                    }
                }
            }
        }

        /** Of the ways to try n of the images, all open but those that take only images which don't. */
        private static void add(boolean[] results, long[] tries, long[] opened) {
            int closed = 0;
            for (boolean result : results) {
                closed += result ? 0 : 1;
            }
            for (int n = 1; n <= ENROLLED; n++) {
                tries[n - 1] += ways(results.length, n);
                opened[n - 1] += ways(results.length, n) - ways(closed, n);
            }
        }

        Rates rates() {
            List<Double> owner = new ArrayList<>();
            List<Integer> impostor = new ArrayList<>();
            List<Integer> tries = new ArrayList<>();
            for (int n = 0; n < ENROLLED; n++) {
                owner.add(ownerTries[n] == 0 ? Double.NaN : (double) ownerOpened[n] / ownerTries[n]);
                impostor.add(Math.toIntExact(impostorOpened[n]));
                tries.add(Math.toIntExact(impostorTries[n]));
            }
            return new Rates(Collections.unmodifiableList(owner), List.copyOf(impostor), List.copyOf(tries), impostorImages.size(), accepted.size());
        }
    }
}
