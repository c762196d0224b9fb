package org.dicomseal.dcm4che;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;

/** Files to be sent, and what came back held against them. */
final class SentFiles {

    /** Bytes of pixel data. */
    static final int LARGE = 24 << 20;

    private static final int FRAMES = 12;
    private static final int COLUMNS = 2048;
    private static final Path REAL_FILES = Path.of("../shared/data/dicom");
    private static final int LARGEST_REAL = 1 << 20;
    private static final TransferSyntax[] NATIVE = {TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE};

    private final Map<String, Path> byUid = new LinkedHashMap<>();
    private final List<String> studies = new ArrayList<>();

    /** A CT, an MR, a colour multi-frame and a report, one every other in Implicit VR. */
    static SentFiles phantoms(Path folder) throws IOException {
        SentFiles sent = new SentFiles();
        int number = 0;
        for (PhantomStudy.Specimen specimen : new PhantomStudy().specimens()) {
            if (specimen.name().startsWith("CT") && number > 1) {
                continue;
            }
            Path file = folder.resolve("phantom-" + number);
            try (OutputStream out = Files.newOutputStream(file)) {
                FileMeta meta = FileMeta.of(specimen.sopClass(), specimen.sopInstance(), NATIVE[number++ % NATIVE.length]);
                DicomFile.write(meta, specimen.dataSet(), out);
            }
            sent.add(file);
        }
        return sent;
    }

    /** A CT image of many frames, more than are unsealed before sending, and one as it is; in this order. */
    static SentFiles oneLargeAndOneSmall(Path folder) throws IOException {
        SentFiles sent = new SentFiles();
        PhantomStudy study = new PhantomStudy();
        DataSet large = study.anyCt();
        byte[] noise = new byte[LARGE];
        new Random(1).nextBytes(noise);
        large.putInts(Tag.ROWS, VR.US, LARGE / FRAMES / 2 / COLUMNS).putInts(Tag.COLUMNS, VR.US, COLUMNS)
                .putString(Tag.NUMBER_OF_FRAMES, VR.IS, String.valueOf(FRAMES)).putBytes(Tag.PIXEL_DATA, VR.OW, noise);
        for (DataSet dataSet : List.of(large, study.anyCt())) {
            Path file = folder.resolve("ct-" + sent.count());
            try (OutputStream out = Files.newOutputStream(file)) {
                DicomFile.write(FileMeta.of(dataSet.string(Tag.SOP_CLASS_UID), dataSet.string(Tag.SOP_INSTANCE_UID),
                        TransferSyntax.EXPLICIT_LE), dataSet, out);
            }
            sent.add(file);
        }
        return sent;
    }

    /** One small real image of each transfer syntax; none where there are no real files. */
    static SentFiles real(Path folder) throws IOException {
        SentFiles sent = new SentFiles();
        if (Files.isDirectory(REAL_FILES)) {
            Map<String, Path> bySyntax = new LinkedHashMap<>();
            try (Stream<Path> files = Files.walk(REAL_FILES)) {
                files.filter(Files::isRegularFile).filter(SentFiles::isSmall).sorted().forEach(file -> offer(bySyntax, file));
            }
            for (Path file : bySyntax.values()) {
                sent.add(Files.copy(file, folder.resolve("real-" + sent.byUid.size())));
            }
        }
        return sent;
    }

    private static boolean isSmall(Path file) {
        try {
            return Files.size(file) <= LARGEST_REAL;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Images that say who they are, as PS3.10 files: others can't be sent by any tool. */
    private static void offer(Map<String, Path> bySyntax, Path path) {
        try (DicomFile file = DicomFile.open(path)) {
            DataSet data = file.dataSet();
            boolean whole = file.meta() != null && data.contains(Tag.PIXEL_DATA) && !data.string(Tag.SOP_INSTANCE_UID, "").isEmpty()
                    && data.string(Tag.SOP_INSTANCE_UID, "").equals(file.meta().sopInstanceUid())
                    && !data.string(Tag.STUDY_INSTANCE_UID, "").isEmpty() && file.syntax().uid().equals(file.meta().transferSyntaxUid())
                    && !file.syntax().deflated();
            if (whole) {
                bySyntax.putIfAbsent(file.syntax().uid(), path);
            }
        } catch (IOException notOfUse) {
            // Broken files are among them on purpose.
        }
    }

    private void add(Path file) throws IOException {
        try (DicomFile dicom = DicomFile.open(file)) {
            byUid.put(dicom.dataSet().string(Tag.SOP_INSTANCE_UID), file);
            String study = dicom.dataSet().string(Tag.STUDY_INSTANCE_UID);
            if (!studies.contains(study)) {
                studies.add(study);
            }
        }
    }

    int count() {
        return byUid.size();
    }

    List<String> studies() {
        return studies;
    }

    /** Every file came back, each data set byte for byte and in its transfer syntax. */
    void assertCameBack(Path folder) throws IOException {
        assertEquals(byUid.size(), Received.in(folder).size(), "objects that came back");
        for (Path back : Received.in(folder)) {
            try (DicomFile received = DicomFile.open(back); DicomFile original = original(received)) {
                assertEquals(original.syntax(), received.syntax());
                assertArrayEquals(bytes(original), bytes(received), original.syntax().toString());
            }
        }
    }

    /** Every file came back with the same values, uncompressed ones in either native transfer syntax. */
    void assertCameBackInANativeSyntax(Path folder) throws IOException {
        assertEquals(byUid.size(), Received.in(folder).size(), "objects that came back");
        for (Path back : Received.in(folder)) {
            try (DicomFile received = DicomFile.open(back); DicomFile original = original(received)) {
                assertArrayEquals(written(original, received.syntax()), bytes(received), received.syntax().toString());
            }
        }
    }

    private DicomFile original(DicomFile received) throws IOException {
        return DicomFile.open(byUid.get(received.dataSet().string(Tag.SOP_INSTANCE_UID)));
    }

    private static byte[] bytes(DicomFile file) throws IOException {
        byte[] all = new byte[(int) (file.source().size() - file.dataSetPosition())];
        int at = 0;
        while (at < all.length) {
            at += file.source().read(file.dataSetPosition() + at, all, at, all.length - at);
        }
        return all;
    }

    private static byte[] written(DicomFile file, TransferSyntax syntax) throws IOException {
        return DicomWriter.toBytes(file.dataSet(), syntax);
    }

    /** Finished files of a receiver. */
    static final class Received {

        private Received() {
        }

        static List<Path> in(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".part")).sorted().toList();
            }
        }
    }
}
