package org.dicomseal.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.ValueElement;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Every real file, watermarked as a route with the watermark alone does: the mark reads without error, the object is known for ours, the
 * mark comes off bit for bit; and what isn't marked says why. The list goes to target/real-marks.tsv.
 */
class RealMarksIT {

    private static final Path DATA = Path.of("../shared/data/dicom");
    private static final Path LIST = Path.of("target/real-marks.tsv");
    private static final long LARGEST = 40 << 20;

    private final byte[] owner = new byte[128];
    private final Watermarker watermarker = new Watermarker(FixedKeys.ONE, id -> Optional.of(owner.clone()), Codestreams.RECODE);
    private final WatermarkCheck check = new WatermarkCheck(FixedKeys.ONE, List.of(FixedKeys.ONE.active()),
            List.of(new WatermarkCheck.Owner("Ada", FixedKeys.ONE.active(), owner)));
    private final List<String> lines = new ArrayList<>(List.of("file\tframes\tmarked\twhy not"));
    private final TreeMap<String, Integer> reasons = new TreeMap<>();

    @Test
    void everyMarkReadsWithoutErrorAndComesOffAndEveryOtherFileSaysWhy() throws Exception {
        assumeTrue(Files.isDirectory(DATA), "no real files here");
        Arrays.fill(owner, (byte) 0x3C);
        int marked = 0;
        int files = 0;
        try (Stream<Path> all = Files.walk(DATA)) {
            for (Path file : all.filter(each -> each.toString().endsWith(".dcm")).sorted().toList()) {
                files++;
                marked += mark(file) ? 1 : 0;
            }
        }
        lines.add(0, marked + " of " + files + " files marked; others: " + reasons);
        Files.createDirectories(LIST.getParent());
        Files.write(LIST, lines);
        assertTrue(marked > 50, marked + " files were marked");
    }

    private boolean mark(Path path) throws Exception {
        try (DicomFile file = DicomFile.open(path)) {
            DataSet original = file.dataSet();
            if (!original.contains(Tag.PIXEL_DATA)) {
                return list(path, 0, 0, "no pixel data");
            }
            if (Files.size(path) > LARGEST) {
                return list(path, 0, 0, "left out of this test for its size");
            }
            Watermarker.Result result = watermarker.mark(original, file.syntax());
            if (result.marked() == 0) {
                return list(path, 0, 0, result.notMarked());
            }
            DataSet archived = DicomReader.fromBytes(Images.bytes(result.dataSet(), TransferSyntax.EXPLICIT_LE), TransferSyntax.EXPLICIT_LE);
            WatermarkCheck.Report report = check.check(archived);
            assertTrue(report.isIntactAndKnown(), path + ": " + report);
            assertEquals(result.marked(), report.frames().stream().filter(frame -> frame.bound() && frame.bitErrorRate() == 0).count(), path.toString());
            byte[] back = ((ValueElement) watermarker.unmark(archived).get(Tag.PIXEL_DATA)).littleEndian().bytes();
            assertArrayEquals(plainPixels(original, file.syntax()), back, path.toString());
            return list(path, report.frames().size(), result.marked(), result.notMarked());
        } catch (IOException broken) {
            return list(path, 0, 0, "can't be read: " + broken.getMessage());
        }
    }

    private static byte[] plainPixels(DataSet original, TransferSyntax syntax) throws IOException {
        DataSet plain = original.get(Tag.PIXEL_DATA) instanceof FragmentsElement ? NativeForm.of(original, syntax).losslessly(original) : original;
        return ((ValueElement) plain.get(Tag.PIXEL_DATA)).littleEndian().bytes();
    }

    private boolean list(Path file, int frames, int marked, String why) {
        lines.add(DATA.relativize(file) + "\t" + frames + "\t" + marked + "\t" + why);
        if (marked < frames || frames == 0) {
            reasons.merge(marked > 0 ? "some frames: " + why : why.replaceAll("[0-9]+", "n"), 1, Integer::sum);
        }
        return marked > 0;
    }
}
