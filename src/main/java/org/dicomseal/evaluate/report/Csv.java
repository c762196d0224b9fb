package org.dicomseal.evaluate.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A table as RFC 4180 has it; what there isn't is empty. */
final class Csv implements Closeable {

    private final Writer out;

    Csv(Path file, List<String> names) throws IOException {
        out = Files.newBufferedWriter(file);
        row(names);
    }

    void row(List<?> values) throws IOException {
        out.write(values.stream().map(Csv::field).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    private static String field(Object value) {
        if (value == null || value instanceof Double number && !Double.isFinite(number)) {
            return "";
        }
        String text = value.toString();
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
