package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BenchCodecCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = DicomSeal.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(new StringWriter(), true));
        return line.execute(arguments);
    }

    private void frames() throws IOException {
        Files.createDirectories(folder.resolve("img"));
        byte[] grey = new byte[40 * 50 * 2];
        Random random = new Random(1);
        for (int i = 0; i < grey.length; i += 2) {
            int v = 1000 + i % 100 + random.nextInt(8);
            grey[i] = (byte) v;
            grey[i + 1] = (byte) (v >> 8);
        }
        Files.write(folder.resolve("img/a.raw"), grey);
        Files.write(folder.resolve("img/b.raw"), new byte[20 * 20 * 3]);
        Files.writeString(folder.resolve("manifest.txt"), "a 50 40 1 2 11 12 0 0 0 0 MR -\nb 20 20 3 1 1\n");
    }

    @Test
    void rawFramesGiveALineEachAndASummary() throws IOException {
        frames();
        assertEquals(0, run("bench", "codec", folder.toString(), "--raw", "--seconds", "0", "--warmup", "0"));
        String[] lines = out.toString().split("\\R");
        assertEquals(3, lines.length);
        String[] fields = lines[0].split("\t");
        assertEquals("a", fields[0]);
        assertEquals("4000", fields[1]);
        assertTrue(Integer.parseInt(fields[2]) < 2000, lines[0]);
        assertEquals("ok", fields[5]);
        assertTrue(lines[2].startsWith("total 2 frames\t5200\t"), lines[2]);
    }

    @Test
    void encryptionAddsATagForEveryRecord() throws IOException {
        frames();
        run("bench", "codec", folder.toString(), "--raw", "--seconds", "0", "--warmup", "0");
        run("bench", "codec", folder.toString(), "--raw", "--seconds", "0", "--warmup", "0", "--no-encryption");
        String[] lines = out.toString().split("\\R");
        assertEquals(16, Integer.parseInt(lines[0].split("\t")[2]) - Integer.parseInt(lines[3].split("\t")[2]));
    }

    @Test
    void aFrameOfAnotherLengthThanTheManifestSaysIsRefused() throws IOException {
        frames();
        Files.write(folder.resolve("img/a.raw"), new byte[3]);
        assertEquals(1, run("bench", "codec", folder.toString(), "--raw", "--seconds", "0", "--warmup", "0"));
    }

    @Test
    void framesWrittenForOtherCodecsAreReadBackTheSame() throws IOException {
        frames();
        Path copy = folder.resolve("copy");
        assertEquals(0, run("bench", "codec", folder.toString(), "--raw", "--frames-to", copy.toString()));
        assertEquals(0, run("bench", "codec", copy.toString(), "--raw", "--seconds", "0", "--warmup", "0"));
        assertTrue(out.toString().contains("total 2 frames\t5200\t"), out.toString());
    }
}
