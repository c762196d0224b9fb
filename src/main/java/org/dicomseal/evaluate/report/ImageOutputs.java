package org.dicomseal.evaluate.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.evaluate.FolderEvaluation;
import org.dicomseal.evaluate.ImageResult;
import org.dicomseal.evaluate.Summary;

/**
 * Writes metrics.csv and metrics.json while results come, and report.html at the end. Of each image only a row stays in memory, and that of the
 * first few hundred.
 */
public final class ImageOutputs implements FolderEvaluation.Listener, Closeable {

    private final Path folder;
    private final String peers;
    private final Circumstances circumstances;
    private final Csv csv;
    private final Json json;
    private final Summary summary = new Summary();
    private final ImageReport report = new ImageReport();

    /**
     * @param folder where the three files go; made if need be, files of these names are replaced
     * @param peers  which other codecs sizes are compared with, in words
     */
    public ImageOutputs(Path folder, String peers, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.peers = peers;
        circumstances = Circumstances.now(clock);
        csv = new Csv(folder.resolve("metrics.csv"), ImageColumns.ALL.stream().map(ImageColumns.Column::name).toList());
        json = new Json(folder.resolve("metrics.json"));
        circumstances.write(json);
        json.put("peers", peers).beginList("images");
    }

    @Override
    public void result(ImageResult result, int number, int of) throws IOException {
        List<Object> values = new ArrayList<>();
        json.begin();
        for (ImageColumns.Column column : ImageColumns.ALL) {
            Object value = column.value().apply(result);
            values.add(value);
            json.put(column.name(), value);
        }
        json.end();
        csv.row(values);
        summary.add(result);
        report.add(result);
    }

    @Override
    public void leftOut(String file, String reason, int number, int of) {
        summary.leftOut(file, reason);
    }

    /** All images together, so far. */
    public Summary summary() {
        return summary;
    }

    /** Writes the summary and the report. */
    public void finish() throws IOException {
        json.endList().beginList("left_out");
        for (Summary.LeftOut each : summary.leftOut()) {
            json.begin().put("file", each.file()).put("reason", each.reason()).end();
        }
        json.endList();
        SummaryJson.write(json, summary);
        report.write(folder.resolve("report.html"), summary, circumstances, peers);
    }

    @Override
    public void close() throws IOException {
        csv.close();
        json.close();
    }
}
