package org.dicomseal.evaluate.report;

import static org.dicomseal.evaluate.report.Html.count;
import static org.dicomseal.evaluate.report.Html.percent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dicomseal.biometric.ErrorRates;
import org.dicomseal.biometric.FingerprintEvaluation.Rates;
import org.dicomseal.biometric.FingerprintEvaluation.Result;

/** report.html of sets of fingerprints. */
final class FingerprintReport {

    private static final int MOST_POINTS = 400;
    private static final int BINS = 64;
    private static final double LEAST_POWER = -5;

    private final Map<String, Result> results;
    private final List<String[]> leftOut;

    FingerprintReport(Map<String, Result> results, List<String[]> leftOut) {
        this.results = results;
        this.leftOut = leftOut;
    }

    void write(Path file, Circumstances circumstances, String model) throws IOException {
        Html html = new Html("DicomSeal: how well fingers open their keys");
        html.note(circumstances + ". Network: " + model + ".");
        html.paragraph("Three impressions of a finger are enrolled as the program enrols them (one that differs is left out), and only other impressions are "
                + "tried: every choice of three, and every choice of one, two and three tries. Impostors are all impressions of all other fingers of the set, "
                + "with as many tries of one finger each. Every image is aligned once, so a try is one alignment and one opening. Images that the quality gate "
                + "turns away, and enrolments that are refused, count as failures of the owner. No picture of a finger is shown here.");
        recovery(html);
        comparison(html);
        for (Map.Entry<String, Result> entry : results.entrySet()) {
            plots(html, entry.getKey(), entry.getValue());
        }
        html.heading("Not read").table("set", "file", "why");
        leftOut.forEach(each -> html.row((Object[]) each));
        html.endTable();
        html.write(file);
    }

    private void recovery(Html html) {
        html.heading("How often the key comes out");
        html.table("set", "by", "#owner, 1 try", "#2 tries", "#3 tries", "#impostor tries accepted", "#impostors with 3 tries accepted", "#images of impostors accepted",
                "#95 % bound");
        for (Map.Entry<String, Result> entry : results.entrySet()) {
            Result result = entry.getValue();
            recovery(html, entry.getKey(), "commitment alone", result.commitment());
            recovery(html, "", "commitment and SourceAFIS gate", result.gated());
            recovery(html, "", "SourceAFIS alone, score 40", result.minutiaeAlone());
        }
        html.endTable();
        html.note("The bound is on the false accept rate of one image: 3 / N for N distinct pairs of an impostor's image and an enrolled finger when none was accepted. Tries "
                + "of one finger's images at one enrolment are far from independent, so millions of triples prove no more than these pairs do. SourceAFIS alone needs "
                + "the minutiae in clear to compare; the commitment keeps nothing but bits that are random without the finger, and the gate's templates lie under the "
                + "key that the commitment gives.");
    }

    private static void recovery(Html html, String set, String by, Rates rates) {
        html.row(set, by, percent(rates.owner().get(0), 1), percent(rates.owner().get(1), 1), percent(rates.owner().get(2), 1),
                count(rates.impostor().get(0)) + " of " + count(rates.impostorTries().get(0)),
                count(rates.impostor().get(2)) + " of " + count(rates.impostorTries().get(2)),
                count(rates.impostorImagesAccepted()) + " of " + count(rates.impostorImages()),
                rates.impostorImagesAccepted() == 0 ? percent(rates.boundIfNone(), 3) : "\u2013");
    }

    private void comparison(Html html) {
        html.heading("How far apart fingers are");
        html.table("set", "#fingers", "#images", "#turned away", "#enrolments", "#refused", "#EER", "#FRR at FAR 0.1 %", "#SourceAFIS: EER", "#FRR at FAR 0.1 %",
                "#ms an image");
        for (Map.Entry<String, Result> entry : results.entrySet()) {
            Result r = entry.getValue();
            html.row(entry.getKey(), r.fingers(), r.images(), r.rejected().values().stream().mapToInt(Integer::intValue).sum(), r.enrolments(), r.failedEnrolments(),
                    percent(r.distances().equalErrorRate(), 2), percent(r.distances().falseRejectAt(FingerprintOutputs.FAR), 2),
                    percent(r.minutiae().equalErrorRate(), 2), percent(r.minutiae().falseRejectAt(FingerprintOutputs.FAR), 2), Html.number(r.millisecondsAnImage(), 0));
        }
        html.endTable();
    }

    private static void plots(Html html, String set, Result result) {
        html.heading(set);
        List<double[]> bits = powers(result.distances());
        List<double[]> minutiae = powers(result.minutiae());
        double most = Math.max(0.05, Math.max(greatest(bits), greatest(minutiae)));
        String roc = new Plot("ROC", new double[] {LEAST_POWER, 0}, new double[] {0, most * 1.05}).axesOfPowers("false accept rate", "false reject rate")
                .line("one", bits).line("two", minutiae).svg();
        html.raw("<div class='plots'><figure>" + roc + "<figcaption class='key'><i class='one'></i>bits of the commitment<i class='two'></i>SourceAFIS, minutiae in clear"
                + "</figcaption></figure>");
        html.raw(histogram("distance: share of wrong bits", result.distances().genuine(), result.distances().impostor(), 0, 0.7, result.tolerance()));
        html.raw(histogram("SourceAFIS score", scores(result.minutiae().genuine()), scores(result.minutiae().impostor()), 0, 200, 40) + "</div>");
    }

    private static double[] scores(double[] distances) {
        double[] scores = new double[distances.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 1 / distances[i] - 1;
        }
        return scores;
    }

    private static String histogram(String name, double[] genuine, double[] impostor, double from, double to, double limit) {
        double[] own = shares(genuine, to);
        double[] others = shares(impostor, to);
        double most = 0;
        for (int i = 0; i < BINS; i++) {
            most = Math.max(most, Math.max(own[i], others[i]));
        }
        String svg = new Plot(name, new double[] {from, to}, new double[] {0, most * 1.05}).axes(name, "share of comparisons").bars("two", others).bars("one", own)
                .mark(limit).svg();
        return "<figure>" + svg + "<figcaption class='key'><i class='one'></i>the owner's<i class='two'></i>impostors'; dashed: what opens ends here</figcaption></figure>";
    }

    private static double[] shares(double[] values, double to) {
        int[] counts = ErrorRates.histogram(values, BINS, to);
        double[] shares = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            shares[i] = (double) counts[i] / values.length;
        }
        return shares;
    }

    private static double greatest(List<double[]> points) {
        return points.stream().mapToDouble(point -> point[1]).max().orElse(0);
    }

    /** The curve with its false accept rates as exponents of ten, none below the axis. */
    private static List<double[]> powers(ErrorRates rates) {
        List<double[]> points = new ArrayList<>();
        for (ErrorRates.Point point : thinned(rates)) {
            if (point.falseAccept() <= 0) {
                // of the thresholds that accept no impostor, the last refuses fewest owners
                points.clear();
            }
            points.add(new double[] {point.falseAccept() <= 0 ? LEAST_POWER : Math.max(LEAST_POWER, Math.log10(point.falseAccept())), point.falseReject()});
        }
        return points;
    }

    /** At most a few hundred points of a curve: one for each step that can be seen. */
    static List<ErrorRates.Point> thinned(ErrorRates rates) {
        List<ErrorRates.Point> all = rates.curve();
        List<ErrorRates.Point> kept = new ArrayList<>();
        ErrorRates.Point last = null;
        for (int i = 0; i < all.size(); i++) {
            ErrorRates.Point point = all.get(i);
            boolean seen = last == null || i == all.size() - 1 || Math.abs(point.falseReject() - last.falseReject()) >= 1.0 / MOST_POINTS
                    || Math.abs(power(point) - power(last)) >= -LEAST_POWER / MOST_POINTS;
            if (seen) {
                kept.add(point);
                last = point;
            }
        }
        return kept;
    }

    private static double power(ErrorRates.Point point) {
        return Math.log10(Math.max(point.falseAccept(), 1e-9));
    }
}
