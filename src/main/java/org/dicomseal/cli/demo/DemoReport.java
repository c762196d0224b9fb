package org.dicomseal.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dicomseal.biometric.FingerprintImage;
import org.dicomseal.seal.WatermarkCheck;

/** The demo's result as one self-contained HTML file: the table, the owner's finger and mark, and for each kind of image three pictures. */
final class DemoReport {

    /** One object's way through the node. Sizes in bytes, times in milliseconds. */
    record Row(String name, String uid, long before, long sealed, long sealMillis, long retrieveMillis, String verdict,
               boolean good) {

        /** The part of the original size that sealing saved, in percent; negative if it grew. */
        double savedPercent() {
            return before == 0 ? 0 : 100.0 * (before - sealed) / before;
        }
    }

    private record Pictures(String title, Picture original, Picture carrier, Picture restored) {
    }

    private final List<Row> rows = new ArrayList<>();
    private final List<Pictures> pictures = new ArrayList<>();
    private FingerScene finger;
    private String markedName;
    private MarkScene mark;

    void add(Row row) {
        rows.add(row);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    void show(FingerScene scene) {
        finger = scene;
    }

    void show(String name, MarkScene scene) {
        markedName = name;
        mark = scene;
    }

    /** Whether all was shown, and all that was shown is as it was promised. */
    boolean good() {
        return rows.stream().allMatch(Row::good) && finger != null && finger.good() && mark != null && mark.good();
    }

    void show(String title, Picture original, Picture carrier, Picture restored) {
        pictures.add(new Pictures(title, original, carrier, restored));
    }

    /** Writes {@code report.html} into the folder and returns its path. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("report.html");
        Files.writeString(file, html(), StandardCharsets.UTF_8);
        return file;
    }

    private String html() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>DicomSeal demo</h1><p>Every object below was sent to the node by C-STORE, sealed, forwarded to an ")
                .append("archive that knows nothing of it, found by C-FIND, retrieved by C-MOVE through the node and compared ")
                .append("with what was sent: every attribute and every byte of its pixels.</p>");
        page.append("<table><tr><th>Object<th>Before<th>Sealed<th>Saved<th>Store to archive<th>Retrieve<th>Verdict</tr>");
        for (Row row : rows) {
            page.append("<tr><td>").append(escape(row.name())).append("<td class=n>").append(bytes(row.before()))
                    .append("<td class=n>").append(bytes(row.sealed()))
                    .append(String.format(Locale.ROOT, "<td class=n>%.1f %%", row.savedPercent()))
                    .append("<td class=n>").append(row.sealMillis()).append(" ms<td class=n>").append(row.retrieveMillis())
                    .append(" ms<td class=").append(row.good() ? "good>" : "bad>").append(escape(row.verdict())).append("</tr>");
        }
        page.append("</table>");
        if (finger != null) {
            finger(page);
        }
        if (mark != null) {
            mark(page);
        }
        for (Pictures set : pictures) {
            page.append("<h2>").append(escape(set.title())).append("</h2><div class=row>");
            figure(page, set.original(), "as it was sent");
            figure(page, set.carrier(), "what the archive holds");
            figure(page, set.restored(), "as it came back");
            page.append("</div>");
        }
        return page.append("</body></html>\n").toString();
    }

    private void finger(StringBuilder page) {
        page.append("<h2>Whose finger keys it</h2><p>Three impressions of a made-up finger were enrolled in ").append(finger.enrolMillis())
                .append(" ms. What the node seals from then on needs that finger as well as the keystore. ")
                .append(verdict(!finger.strangerOpened(), "A stranger's finger opened nothing.", "A stranger's finger opened the keys."))
                .append(' ').append(verdict(finger.fresh() != null, "A fresh impression opened the keys, at try " + finger.tries() + ", in "
                        + finger.unlockMillis() + " ms.", "No fresh impression opened the keys."))
                .append("</p><div class=row>");
        for (FingerprintImage each : finger.enrolled()) {
            small(page, picture(each), "enrolled");
        }
        if (finger.fresh() != null) {
            small(page, picture(finger.fresh()), "fresh: opens the keys");
        }
        small(page, picture(finger.stranger()), "a stranger's: " + (finger.strangerOpened() ? "OPENED the keys" : "refused"));
        page.append("</div>");
    }

    private void mark(StringBuilder page) {
        page.append("<h2>The mark in ").append(escape(markedName)).append("</h2><p>A destination that may look but not keep the original gets ")
                .append("the image with the owner's code in its pixels; the node takes it out again bit for bit for those who may have the ")
                .append(String.format(Locale.ROOT, "original. PSNR %.1f dB (peak: largest value of its bits), %.1f dB (peak 255, as shown).<br>",
                        mark.depthPsnr(), mark.shownPsnr()))
                .append("Verification of the marked image: ").append(verdict(mark.report().isIntactAndKnown(), words(mark.report()), words(mark.report())))
                .append(".<br>Of the same with a spot painted over: ")
                .append(verdict(mark.good(), words(mark.alteredReport()) + "; found exactly the blocks that were changed",
                        words(mark.alteredReport()) + "; changed " + mark.paintedBlocks() + ", found " + mark.foundBlocks()))
                .append(".</p><div class=row>");
        figure(page, mark.original(), "original");
        figure(page, mark.marked(), "with the mark");
        figure(page, mark.difference(), "difference x " + MarkScene.GAIN);
        figure(page, mark.altered(), "a spot painted over, and found");
        page.append("</div>");
    }

    /** What verification says, in words. */
    static String words(WatermarkCheck.Report report) {
        if (report.frames().isEmpty()) {
            return report.why();
        }
        WatermarkCheck.Frame frame = report.frames().get(0);
        return String.format(Locale.ROOT, "owner %s, mark %s, BER %.3f, NC %.3f, %s", report.owner().map(name -> "'" + name + "'").orElse("unknown"),
                frame.reading().name().toLowerCase(Locale.ROOT), frame.bitErrorRate(), frame.normalisedCorrelation(),
                report.authentic() ? "pixels as they were marked" : "pixels ALTERED since");
    }

    private static String verdict(boolean good, String ifGood, String ifBad) {
        return "<span class=" + (good ? "good>" : "bad>") + escape(good ? ifGood : ifBad) + "</span>";
    }

    private static Picture picture(FingerprintImage finger) {
        return Picture.grey(finger.samples(), finger.height(), finger.width());
    }

    private static void small(StringBuilder page, Picture picture, String caption) {
        page.append("<figure class=small><img alt='").append(caption).append("' src='").append(picture.dataUri()).append("'><figcaption>")
                .append(caption).append("</figcaption></figure>");
    }

    private static void figure(StringBuilder page, Picture picture, String caption) {
        page.append("<figure><img alt='").append(caption).append("' src='").append(picture.dataUri()).append("'>")
                .append(picture.histogramSvg()).append("<figcaption>").append(caption).append(", ")
                .append(picture.width()).append(" x ").append(picture.height()).append("</figcaption></figure>");
    }

    private static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static final String HEAD = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>DicomSeal demo</title><style>
            body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b2733;background:#fbfcfd}
            table{border-collapse:collapse;width:100%}td,th{padding:.35rem .6rem;border-bottom:1px solid #d8e0e7;text-align:left}
            .n{text-align:right;font-variant-numeric:tabular-nums}.good{color:#0a6b3d;font-weight:600}.bad{color:#a3142a;font-weight:600}
            .row{display:flex;gap:1rem;flex-wrap:wrap;align-items:flex-start}figure{margin:0;width:16rem}figure.small{width:9rem}
            img{width:100%;image-rendering:pixelated;background:#000}svg{width:100%;height:4rem;background:#eef3f7}
            path{fill:#35618a}figcaption{font-size:.85rem;color:#4c5f70}
            </style></head><body>
            """;
}
