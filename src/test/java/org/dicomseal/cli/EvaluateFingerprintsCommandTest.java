package org.dicomseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.dicomseal.biometric.FingerprintImage;
import org.dicomseal.biometric.FingerprintSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateFingerprintsCommandTest {

    private static final String CACHE = Path.of("target", "model-cache").toString();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return DicomSeal.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private void writeSet(Path set, int fingers, int impressions) throws IOException {
        Files.createDirectories(set);
        for (var finger : FingerprintSet.synthetic(7000, fingers, impressions, 0.5).fingers().entrySet()) {
            for (int i = 0; i < finger.getValue().size(); i++) {
                FingerprintImage image = finger.getValue().get(i);
                BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
                picture.getRaster().setDataElements(0, 0, image.width(), image.height(), image.samples());
                ImageIO.write(picture, "png", set.resolve(finger.getKey() + "_" + (i + 1) + ".png").toFile());
            }
        }
    }

    @Test
    void aSetIsMeasuredAndNoFingerIsShown() throws Exception {
        Path sets = folder.resolve("sets");
        writeSet(sets.resolve("invented"), 2, 4);
        writeSet(sets.resolve("too-few"), 1, 1);
        Files.writeString(sets.resolve("invented/readme.txt"), "x");
        Files.writeString(sets.resolve("invented/007000_9.png"), "no picture");
        Path results = folder.resolve("results");
        assertEquals(0, run("evaluate", "fingerprints", sets.toString(), "--out", results.toString(), "--cache", CACHE), err::toString);

        JsonObject metrics = JsonParser.parseString(Files.readString(results.resolve("metrics.json"))).getAsJsonObject();
        assertEquals(1, metrics.getAsJsonArray("sets").size());
        JsonObject set = metrics.getAsJsonArray("sets").get(0).getAsJsonObject();
        assertEquals("invented", set.get("set").getAsString());
        assertEquals(2, set.get("fingers").getAsInt());
        assertEquals(8, set.get("images").getAsInt());
        assertEquals(8, set.get("enrolments").getAsInt(), "four choices of three of each finger");
        assertEquals(8 * 4, set.get("commitment_impostors_tried_in_1").getAsInt());
        assertEquals(8 * 4, set.get("commitment_impostors_tried_in_3").getAsInt());
        assertEquals(0, set.get("commitment_with_gate_impostor_images_accepted").getAsInt());
        assertEquals(3.0 / 8, set.get("commitment_with_gate_far_95_percent_bound").getAsDouble(), 1e-12);
        assertTrue(set.getAsJsonArray("roc_commitment").size() > 1);
        assertTrue(set.getAsJsonArray("roc_sourceafis").size() > 1);
        assertEquals(3, metrics.getAsJsonArray("left_out").size());

        List<String> lines = Files.readAllLines(results.resolve("metrics.csv"));
        assertEquals(2, lines.size());
        assertEquals(lines.get(0).split(",", -1).length, lines.get(1).split(",", -1).length);

        String report = Files.readString(results.resolve("report.html"));
        assertFalse(report.contains("<img") || report.contains("data:image"), "a picture in the report");
        assertFalse(report.matches("(?is).*(src|href)\\s*=.*") || report.contains("http"));
        assertFalse(report.contains("NaN") || report.contains("Infinity"));
        for (String text : List.of("How often the key comes out", "commitment alone", "commitment and SourceAFIS gate", "EER", "FRR at FAR 0.1 %", "false accept rate",
                "share of wrong bits", "readme.txt", "007000_9.png", "too-few")) {
            assertTrue(report.contains(text), text);
        }
        assertTrue(err.toString().contains("invented: image 8 of 8"));
    }

    @Test
    void aFolderWithoutFingersIsAWrongArgument() {
        assertEquals(2, run("evaluate", "fingerprints", folder.toString(), "--out", folder.resolve("out").toString()));
        assertTrue(err.toString().contains("FINGER_IMPRESSION"));
        assertEquals(2, run("evaluate", "fingerprints", folder.resolve("nowhere").toString(), "--out", folder.resolve("out").toString()));
        assertEquals(2, run("evaluate"));
        assertTrue(err.toString().contains("which FOLDER"));
    }
}
