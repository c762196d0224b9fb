package org.dicomseal.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsCommandTest {

    private static final String CACHE = Path.of("target", "model-cache").toString();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = DicomSeal.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void trainingTheSameHeadTwiceGivesTheSameBytesAndSaysWhatItIs() throws Exception {
        Path first = folder.resolve("new/first.head");
        Path second = folder.resolve("second.head");
        for (Path head : new Path[] {first, second}) {
            assertEquals(0, run("models", "train", "--models", folder.toString(), "--cache", CACHE, "--out", head.toString(), "--fingers", "6"),
                    err::toString);
        }
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        assertTrue(out.toString().contains("trained on 6 invented fingers"));
        assertTrue(err.toString().contains("6 of 6 fingers"));
        assertTrue(err.toString().contains("fewer outputs"));
        try (var left = Files.list(folder)) {
            assertFalse(left.anyMatch(file -> file.toString().endsWith(".part")));
        }
    }

    @Test
    void numbersOfFingersThatCanTrainNothingAreRefused() {
        for (String fingers : new String[] {"0", "4", "7", "-6"}) {
            assertEquals(CommandLine.ExitCode.SOFTWARE,
                    run("models", "train", "--cache", CACHE, "--out", folder.resolve("head").toString(), "--fingers=" + fingers));
        }
        assertTrue(err.toString().contains("an even number of fingers"));
        assertFalse(Files.exists(folder.resolve("head")));
    }

    @Test
    void theBuiltInHeadIsReplacedByNothingUnlessAFileIsNamed() {
        assertEquals(CommandLine.ExitCode.USAGE, run("models", "train", "--models", folder.toString(), "--cache", CACHE));
        assertTrue(err.toString().contains("say --out"));
    }

    @Test
    void checkTellsWhichNetworkIsInUse() {
        assertEquals(0, run("models", "check", "--models", folder.toString(), "--cache", CACHE), err::toString);
        assertTrue(out.toString().contains("built-in ResNet152"));
        assertTrue(out.toString().matches("(?s).*SHA-256 [0-9a-f]{64}.*"));
    }

    @Test
    void checkNamesWhatIsWrongWithTheUsersWeights() throws Exception {
        Files.write(folder.resolve("resnet152.safetensors"), new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        assertEquals(CommandLine.ExitCode.SOFTWARE, run("models", "check", "--models", folder.toString(), "--cache", CACHE));
        assertTrue(err.toString().contains("run models train"), err::toString);
        assertEquals(CommandLine.ExitCode.SOFTWARE, run("models", "train", "--models", folder.toString(), "--cache", CACHE));
        assertTrue(err.toString().contains("conv1.weight"), err::toString);
        assertFalse(Files.exists(folder.resolve("resnet152.head")));
    }
}
