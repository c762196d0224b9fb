package org.dicomseal.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.ReadOptions;

/** Real files of many makers, where they are at hand; they are no part of the project. */
final class Corpus {

    private static final Path DATA = Path.of("../shared/data");

    /** The folder of odd ones. */
    static final String BROKEN = "dicom-broken";

    private Corpus() {
    }

    /** Images of all kinds, whole series, and odd ones. */
    static List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>(files("dicom"));
        all.addAll(files("series"));
        all.addAll(broken());
        return all;
    }

    /** Odd, incomplete and hostile ones. */
    static List<Path> broken() throws IOException {
        return files(BROKEN);
    }

    /** Where a file is, without the way to the corpus. */
    static Path name(Path file) {
        return DATA.relativize(file);
    }

    /** A file's data set, byte for byte. */
    static byte[] dataSet(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (DicomFile read = DicomFile.read(ByteSource.of(bytes), ReadOptions.defaults())) {
            return Arrays.copyOfRange(bytes, (int) read.dataSetPosition(), bytes.length);
        }
    }

    private static List<Path> files(String folder) throws IOException {
        if (!Files.isDirectory(DATA.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(DATA.resolve(folder))) {
            return all.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().endsWith(".tsv")).sorted().toList();
        }
    }
}
