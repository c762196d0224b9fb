package org.dicomseal.evaluate.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;

/** A page that needs nothing beside it: no script, no network; light or dark as the reader's screen, and black on white on paper. */
final class Html {

    private final StringBuilder page = new StringBuilder();
    private boolean[] numbers = {};

    Html(String title) {
        page.append("<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>")
                .append(escape(title)).append("</title><style>").append(STYLE).append("</style></head><body><h1>").append(escape(title)).append("</h1>\n");
    }

    /** Adds markup as it is. */
    Html raw(String markup) {
        page.append(markup).append('\n');
        return this;
    }

    Html heading(String text) {
        return raw("<h2>" + escape(text) + "</h2>");
    }

    Html paragraph(String text) {
        return raw("<p>" + escape(text) + "</p>");
    }

    Html note(String text) {
        return raw("<p class='note'>" + escape(text) + "</p>");
    }

    /** Begins a table. A name that begins with '#' is a column of numbers. */
    Html table(String... names) {
        page.append("<div class='wide'><table><thead><tr>");
        numbers = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            boolean number = name.startsWith("#");
            numbers[i] = number;
            page.append(number ? "<th class='n'>" : "<th>").append(escape(number ? name.substring(1) : name)).append("</th>");
        }
        return raw("</tr></thead><tbody>");
    }

    /** A row of the table. */
    Html row(Object... cells) {
        page.append("<tr>");
        for (int i = 0; i < cells.length; i++) {
            page.append(i < numbers.length && numbers[i] ? "<td class='n'>" : "<td>")
                    .append(cells[i] instanceof Markup markup ? markup.html() : escape(String.valueOf(cells[i]))).append("</td>");
        }
        return raw("</tr>");
    }

    Html endTable() {
        return raw("</tbody></table></div>");
    }

    /** A cell that is markup already. */
    record Markup(String html) {
    }

    /** A share from 0 to 1 as a bar with its number; from 0.5 on it is full. */
    static Markup errorBar(double rate) {
        if (Double.isNaN(rate)) {
            return new Markup("\u2013");
        }
        String style = rate <= 0.01 ? "good" : rate < 0.25 ? "fair" : "bad";
        return new Markup(String.format(Locale.ROOT, "<span class='bar'><i class='%s' style='width:%.0f%%'></i></span><span class='v'>%.3f</span>",
                style, 200 * Math.min(0.5, rate), rate));
    }

    static String image(byte[] png, String caption) {
        return "<figure><img alt='" + escape(caption) + "' src='data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "'><figcaption>"
                + escape(caption) + "</figcaption></figure>";
    }

    /** A number with so many digits after the point; a dash for what there isn't. */
    static String number(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "\u2013";
    }

    /** A share as a percentage. */
    static String percent(double share, int digits) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%." + digits + "f %%", 100 * share) : "\u2013";
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '\'' -> safe.append("&#39;");
                case '"' -> safe.append("&quot;");
                default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }

    void write(Path file) throws IOException {
        Files.writeString(file, page + "</body></html>\n");
    }

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1c2530;--soft:#566472;--ground:#fbfcfd;--panel:#f1f4f7;--rule:#d7dee5;\
            --one:#2f6f9f;--two:#c2572b;--three:#5b8a3a;--good:#2d8a55;--fair:#c7952c;--bad:#b8404a}
            @media(prefers-color-scheme:dark){:root{--ink:#e4eaf0;--soft:#9fadba;--ground:#14191f;--panel:#1d242c;--rule:#333e49;\
            --one:#6fb2e3;--two:#f0935f;--three:#9ccb76;--good:#58c088;--fair:#e2b95a;--bad:#ec7079}}
            body{font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;margin:0 auto;max-width:74rem;padding:1.5rem 1.2rem 4rem;\
            color:var(--ink);background:var(--ground)}
            h1{font-size:1.7rem;margin:.2rem 0 .3rem}h2{font-size:1.2rem;margin:2.4rem 0 .6rem;padding-top:.5rem;border-top:1px solid var(--rule)}
            h3{font-size:1rem;margin:1.3rem 0 .4rem}p{max-width:58rem;margin:.5rem 0}.note{color:var(--soft);font-size:.9rem}
            .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.7rem;margin:1.2rem 0}
            .cards div{background:var(--panel);border-radius:.5rem;padding:.7rem .9rem}.cards b{display:block;font-size:1.35rem;line-height:1.25;\
            font-variant-numeric:tabular-nums}.cards span{color:var(--soft);font-size:.85rem}
            .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;margin:.6rem 0}
            td,th{padding:.28rem 1rem .28rem 0;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
            th{color:var(--soft);font-weight:600;vertical-align:bottom}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            th.n{white-space:normal}td:first-child{min-width:9rem;overflow-wrap:anywhere}td.n:last-child,th.n:last-child{padding-right:.2rem}
            .bar{display:inline-block;width:5rem;height:.6rem;background:var(--panel);border-radius:.3rem;overflow:hidden;margin-right:.5rem}
            .bar i{display:block;height:100%}.v{font-variant-numeric:tabular-nums}
            i.good{background:var(--good)}i.fair{background:var(--fair)}i.bad{background:var(--bad)}
            .row{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.9rem;align-items:start;margin:.4rem 0 1rem}
            .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(22rem,1fr));gap:1.2rem;align-items:start}
            figure{margin:0}figure img{width:100%;display:block;image-rendering:pixelated;background:#000;border-radius:.3rem}
            figcaption{color:var(--soft);font-size:.85rem;margin-top:.2rem}.plot{width:100%;max-width:36rem;background:var(--panel);border-radius:.5rem}
            .small{width:100%;height:4rem;background:var(--panel);border-radius:.3rem;display:block;margin-top:.3rem}
            svg text{font:11px system-ui,sans-serif;fill:var(--soft)}.grid{stroke:var(--rule);stroke-width:1}
            .level{stroke:var(--ink);stroke-width:1.2;stroke-dasharray:5 4;opacity:.7}.line{fill:none;stroke-width:2}
            polyline.one{stroke:var(--one)}polyline.two{stroke:var(--two)}polyline.three{stroke:var(--three)}
            circle{opacity:.75}circle.one,rect.one,path.one{fill:var(--one)}circle.two,rect.two,path.two{fill:var(--two)}\
            circle.three,rect.three,path.three{fill:var(--three)}rect{opacity:.7}
            .key{font-size:.85rem;color:var(--soft)}.key i{display:inline-block;width:.8rem;height:.8rem;border-radius:.2rem;margin:0 .3rem 0 .9rem;\
            vertical-align:-.1rem}.key i.one{background:var(--one)}.key i.two{background:var(--two)}.key i.three{background:var(--three)}
            @media print{:root{--ink:#000;--soft:#444;--ground:#fff;--panel:#f4f4f4;--rule:#ccc;--one:#2f6f9f;--two:#c2572b;--three:#5b8a3a}
            body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}figure,tr,.plot,.cards div{break-inside:avoid}.wide{overflow:visible}}
            """;
}
