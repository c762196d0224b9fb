package org.dicomseal.evaluate.report;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JSON file (RFC 8259) that is written as results come; what there isn't is null. */
final class Json implements Closeable {

    private final JsonWriter out;

    Json(Path file) throws IOException {
        out = new JsonWriter(Files.newBufferedWriter(file));
        out.setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "));
        out.beginObject();
    }

    Json begin(String name) throws IOException {
        out.name(name).beginObject();
        return this;
    }

    Json begin() throws IOException {
        out.beginObject();
        return this;
    }

    Json end() throws IOException {
        out.endObject();
        return this;
    }

    Json beginList(String name) throws IOException {
        out.name(name).beginArray();
        return this;
    }

    Json endList() throws IOException {
        out.endArray();
        return this;
    }

    Json put(String name, Object value) throws IOException {
        out.name(name);
        if (value == null || value instanceof Double number && !Double.isFinite(number)) {
            out.nullValue();
        } else if (value instanceof Number number) {
            out.value(number);
        } else if (value instanceof Boolean truth) {
            out.value(truth);
        } else {
            out.value(value.toString());
        }
        return this;
    }

    Json put(String name, double[] values) throws IOException {
        out.name(name).beginArray();
        for (double value : values) {
            out.value(value);
        }
        out.endArray();
        return this;
    }

    @Override
    public void close() throws IOException {
        out.endObject();
        out.close();
    }
}
