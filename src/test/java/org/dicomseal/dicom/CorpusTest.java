package org.dicomseal.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Assumptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real files of many makers, where they are at hand: read, and written as they were. */
class CorpusTest {

    private static final Path DATA = Path.of("../shared/data");

    /** Group lengths in them are wrong and come out right, or elements of an explicit VR data set are implicit. */
    private static final Set<String> NOT_WELL_FORMED = Set.of("693_UNCI.dcm", "chrKoreanMulti.dcm", "SC_rgb_jpeg.dcm");

    private static List<Path> files(String folder) throws IOException {
        Path root = DATA.resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(root), "no " + folder + " at hand");
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(".dcm")).sorted().toList();
        }
    }

    private static byte[] written(DicomFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return out.toByteArray();
    }

    private static boolean sameBytes(Path path) {
        try (DicomFile file = DicomFile.open(path)) {
            return Arrays.equals(Files.readAllBytes(path), written(file));
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    private static boolean sameDataSet(Path path) {
        try (DicomFile file = DicomFile.open(path);
                DicomFile again = DicomFile.read(ByteSource.of(written(file)), ReadOptions.defaults())) {
            return DataSetComparison.compare(file.dataSet(), again.dataSet()).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    private static List<Path> failing(List<Path> files, Predicate<Path> test) {
        return files.stream().filter(test.negate()).toList();
    }

    @Test
    void wellFormedFilesComeOutByteForByte() throws IOException {
        List<Path> all = new ArrayList<>(files("dicom"));
        all.addAll(files("series"));
        List<Path> changed = new ArrayList<>();
        for (Path path : failing(all, CorpusTest::sameBytes)) {
            try (DicomFile file = DicomFile.open(path)) {
                if (!file.syntax().deflated() && !NOT_WELL_FORMED.contains(path.getFileName().toString())) {
                    changed.add(path);
                }
            }
        }
        assertEquals(List.of(), changed);
    }

    @Test
    void everyFileKeepsItsAttributes() throws IOException {
        assertEquals(List.of(), failing(files("dicom"), CorpusTest::sameDataSet));
    }

    @Test
    void uncompressedFilesSurviveEveryUncompressedSyntax() throws IOException {
        for (Path path : files("dicom")) {
            try (DicomFile file = DicomFile.open(path)) {
                if (file.syntax().encapsulated() || Files.size(path) > 4_000_000) {
                    continue;
                }
                for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE, TransferSyntax.DEFLATED_LE)) {
                    DataSet there = DicomReader.fromBytes(DicomWriter.toBytes(file.dataSet(), syntax), syntax);
                    assertEquals(List.of(), DataSetComparison.compare(file.dataSet(), there), path + " in " + syntax);
                }
            }
        }
    }

    @Test
    void brokenFilesAreReadOrRefusedByName() throws IOException {
        List<String> refused = new ArrayList<>();
        for (Path path : files("dicom-broken")) {
            try (DicomFile file = DicomFile.open(path)) {
                written(file);
            } catch (DicomException named) {
                assertTrue(named.getMessage().contains("offset"), path + ": " + named.getMessage());
                refused.add(path.getFileName().toString());
            }
        }
        assertEquals(List.of("GH1339.dcm", "GH364.dcm", "GH626.dcm", "MR_truncated.dcm", "rtplan_truncated.dcm"), refused);
    }
}
