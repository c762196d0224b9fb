package org.dicomseal.evaluate.report;

import static org.dicomseal.evaluate.report.Html.count;
import static org.dicomseal.evaluate.report.Html.number;
import static org.dicomseal.evaluate.report.Html.percent;

import java.util.Map;
import org.dicomseal.evaluate.Summary;

/** The report's sections on sizes and times. */
final class CostSection {

    private final Html html;
    private final Summary summary;
    private final String peers;

    CostSection(Html html, Summary summary, String peers) {
        this.html = html;
        this.summary = summary;
        this.peers = peers;
    }

    void write() {
        html.heading("Bytes saved")
                .paragraph("Raw is the native pixels; sealed is the whole payload: the marked and coded pixels, hidden attributes, headers and authentication. The "
                        + "comparison is of the frames that were looked at, ours marked and encrypted, the others' unmarked and in clear, as a share of theirs "
                        + "(geometric mean, an object counting once): below 1 is smaller than theirs.");
        html.note(peers + ". An image that another codec didn't give back exactly isn't compared.");
        html.table("modality", "#objects", "#raw bytes", "#sealed bytes", "#saved", "#best object", "#share of JPEG-LS", "#share of JPEG 2000");
        for (Map.Entry<String, Summary.Savings> modality : summary.savings().entrySet()) {
            row(modality.getKey(), modality.getValue());
        }
        row("all", summary.everything());
        html.endTable();
        times();
    }

    private void row(String name, Summary.Savings savings) {
        html.row(name, savings.saved().count(), count(savings.raw()), count(savings.sealed()), percent(savings.total(), 1), percent(savings.saved().greatest(), 1),
                ratio(savings.jpegLs()), ratio(savings.jpeg2000()));
    }

    private static String ratio(Summary.Ratio ratio) {
        return ratio.objects() == 0 ? "\u2013" : number(ratio.mean(), 3) + " (" + ratio.objects() + ")";
    }

    private void times() {
        html.heading("Time").note("CPU time of one thread, the fastest of the rounds of each image, megabytes (10^6 bytes) of raw pixels a second over all images. Marking, "
                + "coding, encrypting and removing are of the frames that were looked at; sealing and unsealing of whole objects, and they contain the others.");
        html.table("stage", "#CPU seconds", "#MB", "#MB/s");
        for (Map.Entry<String, double[]> stage : summary.times().stages().entrySet()) {
            double[] sums = stage.getValue();
            html.row(stage.getKey(), number(sums[0], 2), number(sums[1] / 1e6, 1), number(sums[1] / 1e6 / sums[0], 1));
        }
        html.endTable();
        html.paragraph("The mark and its removal together take " + percent(summary.times().markShare(), 1) + " of the time that sealing the same images takes without a mark.");
    }
}
