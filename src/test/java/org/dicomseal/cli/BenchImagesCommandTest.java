package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;

class BenchImagesCommandTest {

    @TempDir
    private Path folder;

    @Test
    void theImagesAreReadableAndOfOneStudyWithInstanceUidsOfTheirOwn() throws IOException {
        CommandLine line = DicomSeal.commandLine();
        line.setOut(new PrintWriter(new StringWriter(), true));
        assertEquals(0, line.execute("bench", "images", folder.resolve("made").toString(), "--count", "3"));
        List<Path> files;
        try (Stream<Path> made = Files.list(folder.resolve("made"))) {
            files = made.toList();
        }
        Set<String> studies = new HashSet<>();
        Set<String> instances = new HashSet<>();
        for (Path each : files) {
            try (DicomFile file = DicomFile.open(each)) {
                studies.add(file.dataSet().string(Tag.STUDY_INSTANCE_UID));
                instances.add(file.dataSet().string(Tag.SOP_INSTANCE_UID));
                assertEquals(512, file.dataSet().intValue(Tag.ROWS, 0));
            }
        }
        assertEquals(3, files.size());
        assertEquals(1, studies.size());
        assertEquals(3, instances.size());
    }
}
