package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.TransferSyntax;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Every real file at hand comes back as the same bytes, or is refused by name; where there are none, nothing is tested. */
class RealFilesTest {

    private static final Path DATA = Path.of("../shared/data");

    @TempDir
    Path scratch;

    private int same;
    private int refused;
    private final List<String> wrong = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"dicom", "series"})
    void everyRealFileComesBackByteForByte(String folder) throws IOException {
        assumeTrue(Files.isDirectory(DATA.resolve(folder)), "no real files here");
        try (Stream<Path> files = Files.walk(DATA.resolve(folder))) {
            files.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().endsWith(".tsv")).sorted()
                    .forEach(this::check);
        }
        assertEquals(List.of(), wrong, () -> same + " came back, " + refused + " were refused");
        assertTrue(same > 0);
    }

    private void check(Path path) {
        try (DicomFile file = DicomFile.open(path)) {
            comesBack(path, file.dataSet(), file.syntax());
        } catch (SealRefusedException e) {
            refused++;
        } catch (Exception e) {
            wrong.add(path + ": " + e);
        }
    }

    private void comesBack(Path path, DataSet original, TransferSyntax syntax) throws Exception {
        for (TransferSyntax archive : List.of(TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE)) {
            Sealer sealer = new Sealer(FixedKeys.ONE, new Scratch(scratch, 1 << 16),
                    SealOptions.defaults().withWithoutPixels(WithoutPixels.SEAL).withAskAe("SEALER"));
            DataSet archived;
            try (SealedObject sealed = sealer.seal(original, syntax)) {
                if (sealed.outcome() == SealedObject.Outcome.FORWARDED) {
                    return;
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                sealed.writeTo(bytes, archive);
                archived = DicomReader.fromBytes(bytes.toByteArray(), archive);
            }
            compare(path, original, syntax, archived, archive);
        }
        same++;
    }

    private void compare(Path path, DataSet original, TransferSyntax syntax, DataSet archived, TransferSyntax archive)
            throws Exception {
        byte[] before = Images.bytes(original, syntax);
        byte[] after = Images.unsealedBytes(archived, syntax);
        if (archive.explicitVr() && original.isAscending() && !Arrays.equals(before, after)) {
            wrong.add(path + " has other bytes at " + Arrays.mismatch(before, after) + ": "
                    + DataSetComparison.compare(original, DicomReader.fromBytes(after, syntax)));
            return;
        }
        DataSet restored = DicomReader.fromBytes(after, syntax);
        List<DataSetComparison.Difference> differences = DataSetComparison.compare(original, restored);
        if (!differences.isEmpty()) {
            wrong.add(path + " through " + archive.name() + ": " + differences);
        }
    }
}
