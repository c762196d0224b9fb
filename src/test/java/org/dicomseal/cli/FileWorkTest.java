package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FileWorkTest {

    @TempDir
    private Path folder;
    private Path in;
    private Path out;
    private final StringWriter said = new StringWriter();
    private final StringWriter complained = new StringWriter();

    @BeforeEach
    void makeATree() throws IOException {
        in = Files.createDirectories(folder.resolve("in/deep/er")).getParent().getParent();
        out = folder.resolve("out");
        Files.writeString(in.resolve("a.dcm"), "good");
        Files.writeString(in.resolve("deep/b"), "bad");
        Files.writeString(in.resolve("deep/er/c.txt"), "good");
    }

    @Test
    void mirrorsTheTreeTriesEveryFileAndNamesWhatFailed() throws IOException {
        int status = work().run(in, out);

        assertEquals(1, status);
        assertEquals(List.of("a.dcm", "deep/er/c.txt"), files(out));
        assertEquals("GOOD", Files.readString(out.resolve("deep/er/c.txt")));
        assertTrue(complained.toString().contains("b: it is bad"), complained.toString());
        assertTrue(said.toString().contains("2 shouted"), said.toString());
        assertTrue(said.toString().contains("1 of 3 failed"), said.toString());
    }

    @Test
    void leavesNothingHalfWrittenAndKeepsAnOldResultWhereTheNewOneFails() throws IOException {
        Files.createDirectories(out.resolve("deep"));
        Files.writeString(out.resolve("deep/b"), "old");

        work().run(in, out);

        assertEquals("old", Files.readString(out.resolve("deep/b")));
        try (Stream<Path> all = Files.walk(out)) {
            assertFalse(all.anyMatch(path -> path.toString().endsWith(".partial")));
        }
    }

    @Test
    void oneFileMayGoToANewNameOrIntoAFolder() throws IOException {
        assertEquals(0, work().run(in.resolve("a.dcm"), folder.resolve("x.dcm")));
        Files.createDirectories(out);
        assertEquals(0, work().run(in.resolve("a.dcm"), out));
        assertEquals("GOOD", Files.readString(folder.resolve("x.dcm")));
        assertEquals("GOOD", Files.readString(out.resolve("a.dcm")));
    }

    @Test
    void refusesAnOutputInsideTheInput() {
        assertEquals(1, work().run(in, in.resolve("sealed")));
        assertTrue(complained.toString().contains("must not be the input or lie inside it"), complained.toString());
        assertFalse(Files.exists(in.resolve("sealed")));
    }

    @Test
    void saysSoWhenThereIsNothingToDo() {
        assertEquals(1, work().run(folder.resolve("nowhere"), out));
        assertTrue(complained.toString().contains("no such file or folder"), complained.toString());
    }

    private FileWork work() {
        return new FileWork((from, to) -> {
            String text = Files.readString(from);
            Files.writeString(to, "half");
            if (text.equals("bad")) {
                throw new IOException("it is bad");
            }
            Files.writeString(to, text.toUpperCase(java.util.Locale.ROOT));
            return "shouted";
        }, new PrintWriter(said, true), new PrintWriter(complained, true));
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).map(path -> root.relativize(path).toString()).sorted().toList();
        }
    }
}
