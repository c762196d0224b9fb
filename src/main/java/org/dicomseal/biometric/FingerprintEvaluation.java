package org.dicomseal.biometric;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.machinezoo.sourceafis.FingerprintTemplate;

import org.dicomseal.biometric.FingerprintRejected.Reason;

/**
 * Measures a set of fingerprints under one protocol: three impressions are enrolled, three others may be tried. Every choice of three enrolled
 * impressions and of three tries is taken. Impostors (all impressions of all other fingers, three tries of one finger each) are let at every enrolment.
 * Each image is aligned once, so that a try is one alignment and one opening.
 */
public final class FingerprintEvaluation {

    /**
     * What a set gives.
     *
     * @param images             that were read
     * @param rejected           images that the quality gate turned away, by reason
     * @param enrolments         choices of three impressions that were tried
     * @param failedEnrolments   of them, those refused because one image differed too much; all tries at them count as failed
     * @param distances          of single impressions to enrolments, as the share of wrong bits
     * @param minutiae           SourceAFIS's scores at the same comparisons, as 1 / (1 + score)
     * @param commitment         by the commitment alone
     * @param gated              by the commitment and a SourceAFIS score of at least 40
     * @param millisecondsAnImage the mean time to get features
     */
    public record Result(int images, Map<Reason, Integer> rejected, int enrolments, int failedEnrolments, ErrorRates distances, ErrorRates minutiae,
            Rates commitment, Rates gated, double millisecondsAnImage) {
    }

    /**
     * How often the secret came out.
     *
     * @param single             by the owner at one try, 0 to 1
     * @param threeTries         by the owner in three tries
     * @param impostorSingle     how many impostor images opened
     * @param impostorThreeTries how many triples of an impostor's images did
     * @param impostorImages     distinct impostor image and enrolled finger pairs; with none accepted, the 95 % bound is 3 / this
     */
    public record Rates(double single, double threeTries, int impostorSingle, int impostorThreeTries, int impostorImages) {

        /** The rule of three: the upper 95 % bound of the false accept rate when none was accepted. */
        public double boundIfNone() {
            return 3.0 / impostorImages;
        }
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
    private int enrolments;
    private int failedEnrolments;

    private FingerprintEvaluation(FeatureExtractor extractor) {
        this.extractor = extractor;
    }

    /** Evaluates a set. Images that the quality gate turns away are counted and count as failed tries of the owner. */
    public static Result evaluate(FingerprintSet set, FeatureExtractor extractor) {
        return new FingerprintEvaluation(extractor).run(set);
    }

    private Result run(FingerprintSet set) {
        Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);
        List<List<Sample>> fingers = new ArrayList<>();
        int images = 0;
        long nanos = 0;
        for (List<FingerprintImage> impressions : set.fingers().values()) {
            List<Sample> samples = new ArrayList<>();
            for (FingerprintImage image : impressions) {
                images++;
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
        int others = images - images / Math.max(1, fingers.size());
        int pairs = fingers.size() * others;
        return new Result(images, rejected, enrolments, failedEnrolments, rates(genuineDistances, impostorDistances),
                rates(genuineScores, impostorScores), plain.rates(pairs), gated.rates(pairs), nanos / 1e6 / images);
    }

    private static ErrorRates rates(List<Double> genuine, List<Double> impostor) {
        return new ErrorRates(genuine.stream().mapToDouble(Double::doubleValue).toArray(), impostor.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void enrol(List<List<Sample>> fingers, int finger, int[] chosen) {
        List<Sample> own = fingers.get(finger);
        List<Sample> enrolled = new ArrayList<>();
        for (int index : chosen) {
            if (own.get(index) == null) {
                return;
            }
            enrolled.add(own.get(index));
        }
        enrolments++;
        ReliableBits bits = binding.choose(enrolled.stream().map(Sample::sums).toList());
        boolean usable = enrolled.stream().allMatch(sample -> binding.distance(bits, sample.sums()) <= binding.tolerance());
        failedEnrolments += usable ? 0 : 1;
        List<Sample> rest = new ArrayList<>(own);
        rest.removeAll(enrolled);
        Outcome genuine = tries(bits, enrolled, rest, usable, genuineDistances, genuineScores);
        plain.owner(genuine.opened());
        gated.owner(genuine.openedWithGate());
        for (int other = 0; other < fingers.size(); other++) {
            if (other != finger) {
                Outcome impostor = tries(bits, enrolled, fingers.get(other), usable, impostorDistances, impostorScores);
                plain.impostor(impostor.opened());
                gated.impostor(impostor.openedWithGate());
            }
        }
    }

    private record Outcome(boolean[] opened, boolean[] openedWithGate) {
    }

    private Outcome tries(ReliableBits bits, List<Sample> enrolled, List<Sample> probes, boolean usable, List<Double> distances,
            List<Double> minutiae) {
        boolean[] opened = new boolean[probes.size()];
        boolean[] withGate = new boolean[probes.size()];
        for (int i = 0; i < opened.length; i++) {
            Sample probe = probes.get(i);
            if (probe != null) {
                double distance = binding.distance(bits, probe.sums());
                double score = enrolled.stream().mapToDouble(template -> scores[template.index()][probe.index()]).max().orElse(0);
                distances.add(distance);
                minutiae.add(1 / (1 + score));
                opened[i] = usable && distance <= binding.tolerance();
                withGate[i] = opened[i] && score >= MinutiaeMatcher.GATE;
            }
        }
        return new Outcome(opened, withGate);
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

    /** Counts tries and triples of tries. */
    private static final class Tally {

        private int tries;
        private int opened;
        private int triples;
        private int triplesOpened;
        private int impostors;
        private int impostorTriples;

        void owner(boolean[] results) {
            tries += results.length;
            opened += count(results);
            triples += FingerprintEvaluation.triples(results.length).size();
            triplesOpened += openedTriples(results);
        }

        void impostor(boolean[] results) {
            impostors += count(results);
            impostorTriples += openedTriples(results);
        }

        private static int count(boolean[] results) {
            int count = 0;
            for (boolean result : results) {
                count += result ? 1 : 0;
            }
            return count;
        }

        private static int openedTriples(boolean[] results) {
            int count = 0;
            for (int[] triple : FingerprintEvaluation.triples(results.length)) {
                count += results[triple[0]] || results[triple[1]] || results[triple[2]] ? 1 : 0;
            }
            return count;
        }

        Rates rates(int impostorImages) {
            return new Rates((double) opened / tries, (double) triplesOpened / triples, impostors, impostorTriples, impostorImages);
        }
    }
}
