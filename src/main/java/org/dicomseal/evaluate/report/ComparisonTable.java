package org.dicomseal.evaluate.report;

import static org.dicomseal.evaluate.report.Html.number;
import static org.dicomseal.evaluate.report.Html.percent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dicomseal.evaluate.MarkSummary;
import org.dicomseal.evaluate.Statistic;
import org.dicomseal.evaluate.Summary;

/** The published method's figures and ours side by side. */
final class ComparisonTable {

    private static final String NONE = "\u2013";

    private final Html html;
    private final Summary summary;
    private final List<MarkSummary> groups = new ArrayList<>();

    ComparisonTable(Html html, Summary summary) {
        this.html = html;
        this.summary = summary;
    }

    void write() {
        List<String> names = new ArrayList<>(List.of("measure", "#published"));
        group(names, "#here: all marked images", summary.all(), true);
        group(names, "#512 x 512 and more", summary.large(), summary.large().marked() > 0);
        group(names, "#and 12 bits and more", summary.largeAndDeep(), summary.largeAndDeep().marked() > 0);
        html.table(names.toArray(String[]::new));
        row("images", NONE, mark -> Integer.toString(mark.marked()));
        row("PSNR in dB, peak 2^BitsStored \u2212 1, mean (least)", NONE, mark -> both(mark.psnrDepth(), 2));
        row("PSNR in dB, peak 255 after windowing to 8 bits, mean (least)", "> 54", mark -> both(mark.psnrWindow(), 2));
        row("SSIM at actual depth, mean (least)", "~ 1", mark -> both(mark.ssim(), 6));
        row("BER without an attack", "0", mark -> number(mark.bitErrorRate().mean(), 4));
        row("NC without an attack", "1", mark -> number(1 - 2 * mark.bitErrorRate().mean(), 4));
        row("size cost of the mark, mean (most)", NONE, mark -> percent(mark.sizeCost().mean(), 2) + " (" + percent(mark.sizeCost().greatest(), 2) + ")");
        html.row("bytes saved, of all images together (best image)", "up to 70 %", percent(summary.everything().total(), 1) + " ("
                + percent(summary.everything().saved().greatest(), 1) + ")");
        html.row("mark and its removal, share of sealing time", NONE, percent(summary.times().markShare(), 1));
        html.endTable();
    }

    private void group(List<String> names, String name, MarkSummary group, boolean shown) {
        if (shown) {
            names.add(name);
            groups.add(group);
        }
    }

    private void row(String measure, String published, Function<MarkSummary, String> value) {
        List<Object> cells = new ArrayList<>(List.of(measure, published));
        groups.forEach(group -> cells.add(value.apply(group)));
        html.row(cells.toArray());
    }

    private static String both(Statistic statistic, int digits) {
        return number(statistic.mean(), digits) + " (" + number(statistic.least(), digits) + ")";
    }
}
