package org.dicomseal.dicom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DicomFileTest {

    private static final DataSet SAMPLE = new DataSet().putString(Tag.SOP_INSTANCE_UID, VR.UI, "1.2.3")
            .putString(Tag.MODALITY, VR.CS, "CT").putInts(Tag.ROWS, VR.US, 7);

    private final List<String> oddities = new ArrayList<>();

    private static byte[] file(TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomFile.write(FileMeta.of(Uids.CT_IMAGE_STORAGE, "1.2.3", syntax), SAMPLE, out);
        return out.toByteArray();
    }

    /** Reads as a source and as a stream, and expects the same bytes back from both. */
    private DicomFile read(byte[] bytes) throws IOException {
        ReadOptions options = ReadOptions.defaults().tellingOddities(oddities::add);
        DicomFile streamed = DicomFile.read(new ByteArrayInputStream(bytes), options);
        oddities.clear();
        DicomFile file = DicomFile.read(ByteSource.of(bytes), options);
        for (DicomFile each : List.of(streamed, file)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            each.write(out);
            assertArrayEquals(bytes, out.toByteArray());
        }
        return file;
    }

    @Test
    void aFileOfEachSyntaxComesBack() throws IOException {
        for (TransferSyntax syntax : List.of(TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE,
                TransferSyntax.DEFLATED_LE, TransferSyntax.of(Uids.JPEG_BASELINE))) {
            DicomFile file = read(file(syntax));
            assertEquals(syntax, file.syntax());
            assertEquals(7, file.dataSet().intValue(Tag.ROWS, 0));
            assertEquals("1.2.3", file.meta().sopInstanceUid());
            assertEquals(Uids.CT_IMAGE_STORAGE, file.meta().sopClassUid());
            assertEquals(List.of(), oddities);
        }
    }

    @Test
    void aBareDataSetShowsItsSyntax() throws IOException {
        for (TransferSyntax syntax : List.of(TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE)) {
            DicomFile file = read(DicomWriter.toBytes(SAMPLE, syntax));
            assertEquals(syntax, file.syntax());
            assertNull(file.meta());
            assertEquals(1, oddities.size());
        }
    }

    @Test
    void metaWithoutPreambleAndPreambleWithoutMeta() throws IOException {
        byte[] whole = file(TransferSyntax.IMPLICIT_LE);
        byte[] withoutPreamble = Arrays.copyOfRange(whole, 132, whole.length);
        assertEquals(TransferSyntax.IMPLICIT_LE, read(withoutPreamble).syntax());
        ByteArrayOutputStream withoutMeta = new ByteArrayOutputStream();
        withoutMeta.write(whole, 0, 132);
        withoutMeta.write(DicomWriter.toBytes(SAMPLE, TransferSyntax.EXPLICIT_LE));
        assertEquals(TransferSyntax.EXPLICIT_LE, read(withoutMeta.toByteArray()).syntax());
    }

    @Test
    void dicmInsideABareDataSetIsNoPrefix() throws IOException {
        DataSet dataSet = new DataSet().putString(Tag.MODALITY, VR.CS, "CT")
                .putString(Tag.STUDY_DESCRIPTION, VR.LO, " ".repeat(128 - 10 - 8) + "DICM");
        assertEquals("DICM", read(DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_LE)).dataSet().string(Tag.STUDY_DESCRIPTION));
    }

    @Test
    void aTransferSyntaxUidThatIsWrongAboutTheDataSetIsNotBelieved() throws IOException {
        for (TransferSyntax[] pair : new TransferSyntax[][] {{TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE},
            {TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE}, {TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE}}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            FileMeta.of(Uids.CT_IMAGE_STORAGE, "1.2.3", pair[0]).write(out);
            out.write(DicomWriter.toBytes(SAMPLE, pair[1]));
            assertEquals(pair[1], read(out.toByteArray()).syntax());
            assertEquals(1, oddities.size());
        }
    }

    @Test
    void whatIsNoDicomIsRefused() {
        Consumer<byte[]> refused = bytes -> assertThrows(DicomException.class, () -> DicomFile.read(ByteSource.of(bytes), ReadOptions.defaults()));
        refused.accept(new byte[0]);
        refused.accept(new byte[1000]);
        refused.accept("%PDF-1.7 and so on and so forth".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void headersCanBeReadWithoutThePixels() throws IOException {
        DicomFile file = DicomFile.read(ByteSource.of(file(TransferSyntax.EXPLICIT_LE)), ReadOptions.defaults().stoppingBefore(Tag.ROWS));
        assertEquals(2, file.dataSet().size());
    }

    @Test
    void aFileOnDiskStaysOpenForItsLargeValuesOnly(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("image.dcm");
        DataSet large = SAMPLE.copy().putBytes(Tag.PIXEL_DATA, VR.OB, new byte[200_000]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomFile.write(FileMeta.of(Uids.CT_IMAGE_STORAGE, "1.2.3", TransferSyntax.EXPLICIT_LE), large, out);
        Files.write(path, out.toByteArray());
        DicomFile file = DicomFile.open(path);
        try (file) {
            assertEquals(200_000, ((ValueElement) file.dataSet().get(Tag.PIXEL_DATA)).value().bytes().length);
        }
        assertThrows(IOException.class, () -> ((ValueElement) file.dataSet().get(Tag.PIXEL_DATA)).value().bytes());
        assertEquals("CT", file.dataSet().string(Tag.MODALITY));
        assertTrue(Files.deleteIfExists(path));
    }
}
