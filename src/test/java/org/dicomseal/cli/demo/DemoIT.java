package org.dicomseal.cli.demo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dicomseal.biometric.TestFingers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DemoIT {

    @TempDir
    private Path folder;

    @Test
    void everyObjectOfTheDemoComesBackIdenticalAndTheReportShowsIt() throws Exception {
        StringWriter said = new StringWriter();
        boolean good = new Demo(folder, TestFingers.extractor(), new PrintWriter(said, true)).run();

        assertTrue(good, said::toString);
        assertEquals(15, said.toString().lines().filter(line -> line.endsWith("identical")).count(), said::toString);
        String report = Files.readString(folder.resolve("report.html"));
        assertEquals(15, report.split("class=good>identical", -1).length - 1);
        assertEquals(18, report.split("data:image/png;base64,", -1).length - 1, "three pictures of three kinds of images, five of fingers, four of the mark");
        assertFalse(report.contains("class=bad"), "nothing is as it shouldn't be");
        assertTrue(said.toString().contains("owner 'Phantom Hospital', mark intact, BER 0.000, NC 1.000, pixels as they were marked"), said::toString);
    }
}
