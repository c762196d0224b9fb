package org.dicomseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return DicomSeal.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private static void write(Path file, PhantomStudy.Specimen specimen) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file)) {
            DicomFile.write(FileMeta.of(specimen.sopClass(), specimen.sopInstance(), TransferSyntax.EXPLICIT_LE), specimen.dataSet(), stream);
        }
    }

    /** 512 x 512 of 12 bits: a body on a black ground, with so little noise that there is room for a mark. */
    private static byte[] quietBody() {
        Random random = new Random(5);
        byte[] frame = new byte[2 * 512 * 512];
        for (int pixel = 0; pixel < 512 * 512; pixel++) {
            double x = pixel % 512 / 256.0 - 1;
            double y = pixel / 512 / 256.0 - 1;
            boolean inside = x * x + y * y * 1.2 < 0.9;
            double value = inside ? 1064 + 120 * Math.sin(9 * x) * Math.cos(7 * y) : 0;
            int stored = (int) Math.max(0, Math.min(4095, value + (inside ? 6 * random.nextGaussian() : 0)));
            frame[2 * pixel] = (byte) stored;
            frame[2 * pixel + 1] = (byte) (stored >>> 8);
        }
        return frame;
    }

    private Path images() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images/deeper"));
        List<PhantomStudy.Specimen> study = new PhantomStudy().specimens();
        PhantomStudy.Specimen ct = study.get(0);
        ct.dataSet().putBytes(Tag.PIXEL_DATA, VR.OW, quietBody());
        write(images.resolve("ct.dcm"), ct);
        write(images.resolve("mr <i>'odd', \"name\".dcm"), study.get(PhantomStudy.CT_SLICES));
        write(images.resolve("report.dcm"), study.get(study.size() - 1));
        Files.writeString(images.resolve("notes.txt"), "no image");
        Files.write(images.resolve("broken.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
        BufferedImage flat = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(flat, "png", images.resolve("flat.png").toFile());
        return images.getParent();
    }

    private static Map<String, JsonObject> byFile(JsonObject metrics) {
        return StreamSupport.stream(metrics.getAsJsonArray("images").spliterator(), false).map(JsonElement::getAsJsonObject)
                .collect(Collectors.toMap(each -> Path.of(each.get("file").getAsString()).getFileName().toString(), each -> each));
    }

    @Test
    void aFolderIsMeasuredAndWhatIsNoImageIsListed() throws Exception {
        Path results = folder.resolve("results");
        assertEquals(0, run("evaluate", images().toString(), "--out", results.toString(), "--rounds", "1", "--warmup", "0", "--threads", "2"), err::toString);
        JsonObject metrics = JsonParser.parseString(Files.readString(results.resolve("metrics.json"))).getAsJsonObject();
        Map<String, JsonObject> images = byFile(metrics);
        assertEquals(3, images.size());
        JsonObject ct = images.get("ct.dcm");
        assertEquals(0, ct.get("mark_ber").getAsDouble());
        assertEquals(1, ct.get("mark_nc").getAsDouble());
        assertTrue(ct.get("mark_removed_exactly").getAsBoolean());
        assertTrue(ct.get("mark_ssim_depth").getAsDouble() >= 0.9999);
        assertTrue(ct.get("mark_psnr_peak_depth_db").getAsDouble() >= 84);
        assertTrue(ct.get("mark_psnr_peak_255_windowed_db").getAsDouble() >= 54);
        assertTrue(ct.get("trace_psnr_window_db").getAsDouble() >= 54);
        assertEquals(0.5, ct.get("attack_jpeg_quality_50_reversible_ber").getAsDouble(), 0.2);
        assertEquals(0, ct.get("attack_jpeg_quality_50_trace_informed_ber").getAsDouble());
        assertTrue(ct.get("saved").getAsDouble() > 0.2);
        assertEquals(ct.get("cipher_entropy_expected_bits").getAsDouble(), ct.get("cipher_entropy_bits").getAsDouble(), 0.001);
        assertTrue(ct.get("cipher_chi_square_p").getAsDouble() > 1e-7, "random bytes fail this once in ten million");
        assertEquals(0, ct.get("carrier_correlation_horizontal").getAsDouble(), 0.03);
        assertTrue(ct.get("original_correlation_horizontal").getAsDouble() > 0.9);
        assertEquals(0.99609, ct.get("pixel_fresh_salt_npcr").getAsDouble(), 0.002);
        assertEquals(0.33463, ct.get("root_bit_uaci").getAsDouble(), 0.005);
        assertFalse(ct.get("root_bit_opens").getAsBoolean());
        assertTrue(images.values().stream().allMatch(image -> image.get("restored_exactly").getAsBoolean()));
        assertTrue(images.get("flat.png").get("mark_tier").isJsonNull());
        assertEquals("too few different values near each other", images.get("flat.png").get("mark_not_marked").getAsString());
        assertEquals(3, metrics.getAsJsonArray("left_out").size());
        assertFalse(ct.get("mark_tier").isJsonNull());
        // whether the MR has room for a mark depends on the key, which is made anew each time
        long marked = images.values().stream().filter(image -> !image.get("mark_tier").isJsonNull()).count();
        assertEquals(marked, metrics.getAsJsonObject("summary").getAsJsonObject("mark_all").get("marked").getAsLong());
        assertTrue(err.toString().contains("notes.txt: left out: no DICOM file"), err::toString);
        assertTrue(err.toString().contains("report.dcm: left out: no image"), err::toString);
        assertTrue(err.toString().contains("broken.png: left out"), err::toString);
        csvHasARowForEachImage(results);
        reportStandsAlone(Files.readString(results.resolve("report.html")));
    }

    private static void csvHasARowForEachImage(Path results) throws IOException {
        List<String> lines = Files.readAllLines(results.resolve("metrics.csv"));
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).startsWith("file,modality,rows,"));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("\"deeper/mr <i>'odd', \"\"name\"\".dcm\",MR,256,256,")));
        int columns = lines.get(0).split(",", -1).length;
        String ct = lines.stream().filter(line -> line.startsWith("deeper/ct.dcm")).findFirst().orElseThrow();
        assertEquals(columns, ct.split(",", -1).length);
    }

    private static void reportStandsAlone(String report) {
        assertFalse(report.matches("(?is).*(src|href)\\s*=\\s*['\"](?!data:).*"), "something is outside the page");
        assertFalse(report.contains("http:") || report.contains("https:") || report.contains("url(") || report.contains("<script"));
        assertFalse(report.contains("<i>'odd'"), "a file's name became markup");
        for (String title : List.of("Beside the published method", "difference x 64", "How invisible the mark is", "What attacks leave of the marks",
                "JPEG, quality 50", "histogram equalisation", "The sealed bytes", "NPCR, UACI", "key space", "Bytes saved", "Time", "Image by image",
                "Not marked", "too few different values near each other", "Not evaluated", "notes.txt")) {
            assertTrue(report.contains(title), title);
        }
        assertTrue(report.contains("src='data:image/png;base64,"));
        String text = report.replaceAll("base64,[A-Za-z0-9+/=]*", "");
        assertFalse(text.contains("NaN") || text.contains("Infinity"));
    }

    @Test
    void onlySoManyFilesAndNoAttacksIfAsked() throws Exception {
        Path results = folder.resolve("few");
        assertEquals(0, run("evaluate", images().toString(), "--out", results.toString(), "--rounds", "1", "--warmup", "0", "--no-attacks", "--no-peers",
                "--limit", "3", "--pictures", "0"), err::toString);
        JsonObject metrics = JsonParser.parseString(Files.readString(results.resolve("metrics.json"))).getAsJsonObject();
        assertEquals(3, metrics.getAsJsonArray("images").size() + metrics.getAsJsonArray("left_out").size());
        assertTrue(byFile(metrics).get("ct.dcm").get("attack_jpeg_quality_50_reversible_ber").isJsonNull());
        assertFalse(Files.readString(results.resolve("report.html")).contains("<img"));
    }

    @Test
    void aFolderThatIsNotThereIsAWrongArgument() {
        assertEquals(2, run("evaluate", folder.resolve("nowhere").toString(), "--out", folder.toString()));
        assertTrue(err.toString().contains("doesn't exist"));
        assertEquals(2, run("evaluate", folder.toString(), "--out", folder.toString(), "--threads", "0"));
    }
}
