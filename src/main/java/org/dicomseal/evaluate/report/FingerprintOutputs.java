package org.dicomseal.evaluate.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dicomseal.biometric.ErrorRates;
import org.dicomseal.biometric.FingerprintEvaluation.Rates;
import org.dicomseal.biometric.FingerprintEvaluation.Result;
import org.dicomseal.biometric.FingerprintRejected;

/** Writes metrics.json, metrics.csv and report.html of sets of fingerprints: numbers and curves, never a picture of a finger, never a feature. */
public final class FingerprintOutputs {

    /** The false accept rate at which the false reject rate is given. */
    static final double FAR = 0.001;

    private final Path folder;
    private final String model;
    private final Circumstances circumstances;
    private final Map<String, Result> results = new LinkedHashMap<>();
    private final List<String[]> leftOut = new ArrayList<>();

    /**
     * @param folder where the three files go; made if need be, files of these names are replaced
     * @param model  which network, in words
     */
    public FingerprintOutputs(Path folder, String model, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.model = model;
        circumstances = Circumstances.now(clock);
    }

    public void add(String set, Result result) {
        results.put(set, result);
    }

    public void leftOut(String set, String file, String reason) {
        leftOut.add(new String[] {set, file, reason});
    }

    public void write() throws IOException {
        writeJson();
        writeCsv();
        new FingerprintReport(results, leftOut).write(folder.resolve("report.html"), circumstances, model);
    }

    private void writeJson() throws IOException {
        try (Json json = new Json(folder.resolve("metrics.json"))) {
            circumstances.write(json);
            json.put("model", model).beginList("sets");
            for (Map.Entry<String, Result> entry : results.entrySet()) {
                json.begin();
                for (Map.Entry<String, Object> column : columns(entry.getKey(), entry.getValue()).entrySet()) {
                    json.put(column.getKey(), column.getValue());
                }
                json.begin("rejected");
                for (Map.Entry<FingerprintRejected.Reason, Integer> reason : entry.getValue().rejected().entrySet()) {
                    json.put(reason.getKey().name().toLowerCase(java.util.Locale.ROOT), reason.getValue());
                }
                json.end();
                curve(json, "roc_commitment", entry.getValue().distances());
                curve(json, "roc_sourceafis", entry.getValue().minutiae());
                json.end();
            }
            json.endList().beginList("left_out");
            for (String[] each : leftOut) {
                json.begin().put("set", each[0]).put("file", each[1]).put("reason", each[2]).end();
            }
            json.endList();
        }
    }

    private static void curve(Json json, String name, ErrorRates rates) throws IOException {
        json.beginList(name);
        for (ErrorRates.Point point : FingerprintReport.thinned(rates)) {
            json.begin().put("far", point.falseAccept()).put("frr", point.falseReject()).end();
        }
        json.endList();
    }

    private void writeCsv() throws IOException {
        Csv csv = null;
        try {
            for (Map.Entry<String, Result> entry : results.entrySet()) {
                Map<String, Object> columns = columns(entry.getKey(), entry.getValue());
                csv = csv == null ? new Csv(folder.resolve("metrics.csv"), List.copyOf(columns.keySet())) : csv;
                csv.row(new ArrayList<>(columns.values()));
            }
        } finally {
            if (csv != null) {
                csv.close();
            }
        }
    }

    private static Map<String, Object> columns(String set, Result result) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("set", set);
        columns.put("fingers", result.fingers());
        columns.put("images", result.images());
        columns.put("images_rejected", result.rejected().values().stream().mapToInt(Integer::intValue).sum());
        columns.put("enrolments", result.enrolments());
        columns.put("enrolments_refused", result.failedEnrolments());
        columns.put("tolerance", result.tolerance());
        columns.put("commitment_eer", result.distances().equalErrorRate());
        columns.put("commitment_frr_at_far_0.1_percent", result.distances().falseRejectAt(FAR));
        columns.put("sourceafis_eer", result.minutiae().equalErrorRate());
        columns.put("sourceafis_frr_at_far_0.1_percent", result.minutiae().falseRejectAt(FAR));
        rates(columns, "commitment", result.commitment());
        rates(columns, "commitment_with_gate", result.gated());
        rates(columns, "sourceafis_score_40", result.minutiaeAlone());
        columns.put("ms_an_image", result.millisecondsAnImage());
        return columns;
    }

    private static void rates(Map<String, Object> columns, String name, Rates rates) {
        for (int tries = 1; tries <= rates.owner().size(); tries++) {
            columns.put(name + "_owner_in_" + tries, rates.owner().get(tries - 1));
            columns.put(name + "_impostors_accepted_in_" + tries, rates.impostor().get(tries - 1));
            columns.put(name + "_impostors_tried_in_" + tries, rates.impostorTries().get(tries - 1));
        }
        columns.put(name + "_impostor_images", rates.impostorImages());
        columns.put(name + "_impostor_images_accepted", rates.impostorImagesAccepted());
        columns.put(name + "_far_95_percent_bound", rates.impostorImagesAccepted() == 0 ? rates.boundIfNone() : null);
    }
}
