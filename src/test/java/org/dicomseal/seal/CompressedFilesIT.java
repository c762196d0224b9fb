package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.ValueElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Real compressed files, kept and recoded: how large they become, and that the same codestreams or samples come back. */
class CompressedFilesIT {

    private static final Path DATA = Path.of("../shared/data/dicom");
    private static final Logger LOG = LoggerFactory.getLogger(CompressedFilesIT.class);

    @TempDir
    Path scratch;

    private record Sealed(DataSet archived, long length, SealFigures figures) {
    }

    private int files;
    private int givenDecoded;
    private int recoded;
    private long cameIn;
    private long keptBytes;
    private long recodedBytes;

    @Test
    void compressedFilesAreNeverMuchLargerAndComeBackAsTheyWere() throws Exception {
        assumeTrue(Files.isDirectory(DATA), "no real files here");
        List<Path> paths;
        try (Stream<Path> all = Files.walk(DATA)) {
            paths = all.filter(f -> f.toString().endsWith(".dcm")).sorted().toList();
        }
        for (Path file : paths) {
            try (DicomFile dicom = DicomFile.open(file)) {
                if (dicom.dataSet().get(Tag.PIXEL_DATA) instanceof FragmentsElement) {
                    LOG.info("{}: {}", file.getFileName(), check(dicom));
                }
            }
        }
        LOG.info("{} files of {} bytes: kept {} bytes, with recoding {} bytes, {} recoded; {} can be given back decoded", files, cameIn,
                keptBytes, recodedBytes, recoded, givenDecoded);
        assertTrue(givenDecoded > 0 && recoded > 0);
    }

    private String check(DicomFile dicom) throws Exception {
        DataSet original = dicom.dataSet();
        TransferSyntax syntax = dicom.syntax();
        byte[] before = Images.bytes(original, syntax);
        Sealed keep = seal(original, syntax, Codestreams.KEEP);
        Sealed recode = seal(original, syntax, Codestreams.RECODE);
        files++;
        cameIn += before.length;
        keptBytes += keep.length;
        recodedBytes += recode.length;
        assertTrue(Math.max(keep.length, recode.length) <= before.length * 1.01 + 2048, "grows from " + before.length);
        assertArrayEquals(before, Images.unsealedBytes(keep.archived, syntax));
        byte[] plain = plainPixels(keep.archived);
        if (plain != null) {
            givenDecoded++;
        }
        if (recode.figures.codestreams().equals("decoded")) {
            recoded++;
            assertArrayEquals(plain, plainPixels(recode.archived));
        } else {
            assertArrayEquals(before, Images.unsealedBytes(recode.archived, syntax));
        }
        return syntax.uid() + ", " + before.length + " bytes, kept " + keep.length + ", recoding " + recode.length + " ("
                + recode.figures.codestreams() + ")";
    }

    private Sealed seal(DataSet original, TransferSyntax syntax, Codestreams codestreams) throws Exception {
        Sealer sealer = new Sealer(FixedKeys.ONE, Scratch.in(scratch), SealOptions.defaults().withCodestreams(codestreams));
        try (SealedObject sealed = sealer.seal(original, syntax)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            sealed.writeTo(bytes, TransferSyntax.EXPLICIT_LE);
            return new Sealed(DicomReader.fromBytes(bytes.toByteArray(), TransferSyntax.EXPLICIT_LE), bytes.size(), sealed.figures());
        }
    }

    /** The pixel data as given to who takes no codestreams; null where it can't be decoded. */
    private static byte[] plainPixels(DataSet archived) {
        try {
            DataSet plain = DicomReader.fromBytes(Images.unsealedBytes(archived, TransferSyntax.EXPLICIT_LE), TransferSyntax.EXPLICIT_LE);
            return ((ValueElement) plain.get(Tag.PIXEL_DATA)).value().bytes();
        } catch (Exception undecodable) {
            return null;
        }
    }
}
