package org.dicomseal.evaluate.report;

import static org.dicomseal.evaluate.report.Html.count;
import static org.dicomseal.evaluate.report.Html.number;
import static org.dicomseal.evaluate.report.Html.percent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dicomseal.evaluate.ImageResult;
import org.dicomseal.evaluate.MarkFigures;
import org.dicomseal.evaluate.MarkSummary;
import org.dicomseal.evaluate.SamplePictures;
import org.dicomseal.evaluate.Summary;

/** report.html of a folder of images. */
final class ImageReport {

    private static final int MOST_ROWS = 400;
    private static final int MOST_POINTS = 4000;

    private final List<ImageResult> rows = new ArrayList<>();
    private final List<ImageResult> pictured = new ArrayList<>();
    private final List<double[]> depthPoints = new ArrayList<>();
    private final List<double[]> windowPoints = new ArrayList<>();
    private final List<String[]> notMarked = new ArrayList<>();
    private int images;

    void add(ImageResult result) {
        images++;
        if (result.pictures() != null) {
            pictured.add(result);
        }
        if (rows.size() < MOST_ROWS) {
            rows.add(result.withoutPictures());
        }
        if (!result.notMarked().isEmpty()) {
            notMarked.add(new String[] {result.file(), result.notMarked()
                    + (result.mark() == null ? "" : " (" + (result.shape().measured() - result.mark().framesMarked()) + " of " + result.shape().measured() + " frames)")});
        }
        if (result.mark() != null && depthPoints.size() < MOST_POINTS) {
            depthPoints.add(new double[] {result.mark().boundDepth(), result.mark().psnrDepth()});
            windowPoints.add(new double[] {result.mark().boundWindow(), result.mark().psnrWindow()});
        }
    }

    void write(Path file, Summary summary, Circumstances circumstances, String peers) throws IOException {
        Html html = new Html("DicomSeal: what sealing and marking do to images");
        html.note(circumstances + ". Keys were random and are gone. This page holds pictures of your images: treat it as you treat them.");
        cards(html, summary);
        paper(html, summary);
        pictures(html);
        fidelity(html, summary);
        attacks(html, summary);
        new CipherSection(html, summary.cipher()).write();
        new CostSection(html, summary, peers).write();
        table(html);
        lists(html, summary);
        html.write(file);
    }

    private static void cards(Html html, Summary summary) {
        MarkSummary mark = summary.all();
        html.raw("<div class='cards'>" + card(count(summary.images()), "images evaluated")
                + card(count(summary.restored()), "came back from their seal, every attribute and pixel equal")
                + card(count(mark.marked()), "carry the owner's mark")
                + card(count(mark.exact()), "of them had it removed bit for bit")
                + card(number(mark.psnrDepth().mean(), 1) + " dB", "mean PSNR, peak 2^BitsStored \u2212 1")
                + card(number(mark.psnrWindow().mean(), 1) + " dB", "mean PSNR, peak 255, windowed")
                + card(number(mark.ssim().least(), 6), "least SSIM")
                + card(percent(summary.everything().total(), 1), "of all raw bytes saved") + "</div>");
    }

    private static String card(String value, String text) {
        return "<div><b>" + Html.escape(value) + "</b><span>" + Html.escape(text) + "</span></div>";
    }

    private static void paper(Html html, Summary summary) {
        html.heading("Beside the published method")
                .paragraph("The method of Singh, Baranwal, Singh, Singh and Zhou (Journal of Information Security and Applications 79, 2023, 103628) reports the "
                        + "figures of the first column for 8-bit images. PSNR depends on its peak, so both are given; for the means an image counts with at most 100 dB.");
        new ComparisonTable(html, summary).write();
    }

    private void pictures(Html html) {
        if (pictured.isEmpty()) {
            return;
        }
        html.heading("Pictures").note("Original and marked in the image's default window; the difference at a gain of 64 for each step of the stored value, "
                + "shrunk so that every changed pixel stays to be seen; the carrier is what an archive holds in the image's place. Histograms: the image's "
                + "values before, the carrier's bytes after, in square-root scale.");
        for (ImageResult result : pictured) {
            SamplePictures shown = result.pictures();
            html.raw("<h3>" + Html.escape(result.file()) + "</h3><div class='row'>");
            html.raw(Html.image(shown.original(), "original").replace("</figure>", Plot.small("histogram of the original", "one", shown.before()) + "</figure>"));
            if (shown.marked() != null) {
                MarkFigures mark = result.mark();
                html.raw(Html.image(shown.marked(), "marked: " + number(mark.psnrDepth(), 1) + " dB (peak of its depth), " + number(mark.psnrWindow(), 1) + " dB (255, windowed)"));
                html.raw(Html.image(shown.difference(), "difference x 64"));
            }
            html.raw(Html.image(shown.carrier(), "sealed: " + percent(result.size().saved(), 1) + " smaller")
                    .replace("</figure>", Plot.small("histogram of the sealed bytes", "two", shown.after()) + "</figure>"));
            html.raw("</div>");
        }
    }

    private void fidelity(Html html, Summary summary) {
        if (depthPoints.isEmpty()) {
            return;
        }
        html.heading("How invisible the mark is")
                .paragraph("An image of N values that carries n bits can hardly exceed 20 log10(peak) + 10 log10(N / n): one step of one value for each bit. "
                        + "The dashed line is that bound. The overflow map, the header and values that only make room push a point below it; bits that "
                        + "need no move lift it. Bound minus PSNR is " + number(summary.all().belowBound().mean(), 1) + " dB on average, at most "
                        + number(summary.all().belowBound().greatest(), 1) + ". "
                        + "In the window most steps vanish in rounding, so there the bound, one level for each bit, doesn't hold.");
        html.raw("<div class='plots'>" + plot("PSNR and bound at actual depth", depthPoints, "one") + plot("PSNR and bound after windowing", windowPoints, "two") + "</div>");
    }

    private static String plot(String title, List<double[]> points, String style) {
        double least = Double.MAX_VALUE;
        double greatest = -Double.MAX_VALUE;
        for (double[] point : points) {
            for (double value : point) {
                least = Double.isNaN(value) ? least : Math.min(least, value);
                greatest = Double.isNaN(value) ? greatest : Math.max(greatest, value);
            }
        }
        double[] range = {Math.floor(least / 5) * 5, Math.ceil(greatest / 5) * 5};
        List<double[]> diagonal = List.of(new double[] {range[0], range[0]}, new double[] {range[1], range[1]});
        String svg = new Plot(title, range, range).axes("bound, dB", "PSNR, dB").points(style, points).line("bound", diagonal).svg();
        return "<figure>" + svg.replace("class='line bound'", "class='level' fill='none'") + "<figcaption>" + Html.escape(title) + "</figcaption></figure>";
    }

    private static void attacks(Html html, Summary summary) {
        if (summary.all().attacks().isEmpty()) {
            return;
        }
        html.heading("What attacks leave of the marks")
                .paragraph("Bit error rates: 0 is all there, 0.5 is what guessing gives; NC = 1 \u2212 2 BER. The reversible mark is fragile by design: it lives in single "
                        + "steps of stored values, so that it can be removed without a trace, and an altered image shows by its loss. It isn't meant to survive. The "
                        + "trace mark is: the recipient's 32-bit number, on top, at 54 dB or better, read without the original (blind) or with it (informed), after "
                        + "error correction. \"Found\" is the share of images in which the detector reports a mark; without one it does so in fewer than one in a million.");
        group(html, "All marked images", summary.all());
        group(html, "512 x 512 and more", summary.large());
        html.note("One attack at a time. Levels are 0 to 255: of the reversible mark's image from its least to its greatest stored value, with fractions where the "
                + "attack isn't one of 8 bits; of the trace mark's as a viewer exports it in the default window, rounded. A cropped image is put back at its place "
                + "on black before the reversible mark is read; the trace mark's detector gets the part as it is. The seeds of noise and place are fixed.");
    }

    private static void group(Html html, String title, MarkSummary mark) {
        if (mark.attacks().isEmpty()) {
            return;
        }
        html.raw("<h3>" + Html.escape(title) + " (" + mark.marked() + "; trace mark " + number(mark.tracePsnr().mean(), 1) + " dB on average, "
                + number(mark.tracePsnr().least(), 1) + " at least, in " + mark.tracePsnr().count() + ")</h3>");
        html.table("attack", "reversible, BER", "#NC", "trace, blind, BER", "#found", "trace, informed, BER", "#found");
        for (Map.Entry<String, MarkSummary.Attacked> entry : mark.attacks().entrySet()) {
            MarkSummary.Attacked attacked = entry.getValue();
            html.row(entry.getKey(), Html.errorBar(attacked.reversible().mean()), number(1 - 2 * attacked.reversible().mean(), 3),
                    Html.errorBar(attacked.blind().mean()), percent(attacked.blindFound(), 1),
                    Html.errorBar(attacked.informed().mean()), percent(attacked.informedFound(), 1));
        }
        html.endTable();
    }

    private void table(Html html) {
        html.heading("Image by image");
        if (images > rows.size()) {
            html.note("The first " + rows.size() + " of " + images + " images; all are in metrics.csv and metrics.json.");
        }
        html.table("image", "shape", "mark", "#PSNR, depth", "#bound", "#PSNR, 255", "#SSIM", "#mark costs", "#saved", "#entropy", "#p of chi-square", "restored");
        for (ImageResult r : rows) {
            MarkFigures mark = r.mark();
            String shape = r.shape().columns() + " x " + r.shape().rows() + (r.shape().samples() > 1 ? " x " + r.shape().samples() : "")
                    + (r.shape().frames() > 1 ? " x " + r.shape().frames() + " frames" : "") + ", " + r.shape().bitsStored() + " bit";
            html.row(r.file(), shape, mark == null ? "\u2013" : mark.tier() + " x " + mark.framesMarked(),
                    mark == null ? "\u2013" : number(mark.psnrDepth(), 1), mark == null ? "\u2013" : number(mark.boundDepth(), 1),
                    mark == null ? "\u2013" : number(mark.psnrWindow(), 1), mark == null ? "\u2013" : number(mark.ssimDepth(), 6),
                    mark == null ? "\u2013" : percent(mark.sizeCost(), 2), percent(r.size().saved(), 1), number(r.cipher().entropy(), 5),
                    number(r.cipher().probability(), 3), r.roundTrip() ? "exactly" : "NOT EXACTLY");
        }
        html.endTable();
    }

    private void lists(Html html, Summary summary) {
        html.heading("Not marked").note("Such images are sealed all the same. Frames of multi-frame objects decide one by one.");
        html.table("image", "why");
        notMarked.forEach(each -> html.row(each[0], each[1]));
        html.endTable();
        html.heading("Not evaluated");
        html.table("file", "why");
        summary.leftOut().forEach(each -> html.row(each.file(), each.reason()));
        html.endTable();
    }
}
