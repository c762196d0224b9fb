package org.dicomseal.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Builds HTML text. What is not said to be markup is escaped. */
final class Html {

    private final StringBuilder out = new StringBuilder(16 << 10);

    /** Text that is safe between tags and in quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** A name as one step of a path. */
    static String step(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** A button that posts to a path, by the page's script. */
    static String button(String path, String label) {
        return " <button data-post=\"" + escape(path) + "\">" + escape(label) + "</button>";
    }

    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    Html head(String... titles) {
        out.append("<tr>");
        for (String title : titles) {
            out.append("<th>").append(escape(title));
        }
        return this;
    }

    /** @param cells markup */
    Html row(String... cells) {
        out.append("<tr>");
        for (String cell : cells) {
            out.append("<td>").append(cell);
        }
        out.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
