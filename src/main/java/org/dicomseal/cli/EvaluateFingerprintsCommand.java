package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.dicomseal.biometric.FingerprintEvaluation;
import org.dicomseal.biometric.FingerprintSet;
import org.dicomseal.biometric.net.ModelFile;
import org.dicomseal.evaluate.report.FingerprintOutputs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evaluate fingerprints FOLDER --out DIR}: how well one's own set of fingerprints is told apart. */
@Command(name = "fingerprints", mixinStandardHelpOptions = true,
        description = {"Measures how often fingers open their own keys, and others': ROC, EER, key recovery, next to SourceAFIS on the same images.",
                "A folder is a set, or holds sets as folders; files are named FINGER_IMPRESSION.png (tif, bmp, jpg). The results hold no picture of a finger."})
final class EvaluateFingerprintsCommand implements Callable<Integer> {

    private static final int PROGRESS_STEP = 10;

    @Parameters(paramLabel = "FOLDER", description = "a set, or a folder of sets")
    private Path folder;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "where the results go")
    private Path out;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "0", description = "only the first N fingers of each set")
    private int limit;

    @Mixin
    private ModelOptions models;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Path> sets = sets();
        if (sets.isEmpty() || limit < 0) {
            throw new ParameterException(spec.commandLine(), limit < 0 ? "a limit can't be negative"
                    : "no files named FINGER_IMPRESSION with the ending of a picture in " + folder + ", or in a folder in it");
        }
        ModelFile model = ModelFile.find(models.models());
        FingerprintOutputs outputs = new FingerprintOutputs(out, (model.isBuiltIn() ? "built-in ResNet152 (not a pretrained one)" : "your ResNet152")
                + ", " + model.digest().substring(0, 16), Clock.systemUTC());
        boolean any = false;
        try (Fingers fingers = new Fingers(models)) {
            for (Path set : sets) {
                any |= evaluate(set, fingers, outputs);
            }
        }
        outputs.write();
        print(out.resolve("report.html").toString());
        return any ? 0 : 1;
    }

    private List<Path> sets() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), folder + " is no folder");
        }
        List<Path> sets = new ArrayList<>();
        if (FingerprintSet.isIn(folder)) {
            sets.add(folder);
        }
        try (Stream<Path> below = Files.list(folder)) {
            for (Path each : below.filter(Files::isDirectory).sorted().toList()) {
                if (FingerprintSet.isIn(each)) {
                    sets.add(each);
                }
            }
        }
        return sets;
    }

    private boolean evaluate(Path path, Fingers fingers, FingerprintOutputs outputs) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        FingerprintSet set = FingerprintSet.read(path, (file, reason) -> {
            outputs.leftOut(name, file, reason);
            err.println(name + "/" + file + ": left out: " + reason);
            err.flush();
        });
        set = limit > 0 ? set.first(limit) : set;
        try {
            FingerprintEvaluation.Result result = FingerprintEvaluation.evaluate(set, fingers.extractor(), (number, of) -> {
                if (number % PROGRESS_STEP == 0 || number == of) {
                    err.println(name + ": image " + number + " of " + of);
                    err.flush();
                }
            });
            outputs.add(name, result);
            print(name, "commitment alone", result.commitment());
            print(name, "commitment and SourceAFIS gate", result.gated());
            return true;
        } catch (IllegalArgumentException tooFew) {
            outputs.leftOut(name, "", tooFew.getMessage());
            err.println(name + ": left out: " + tooFew.getMessage());
            err.flush();
            return false;
        }
    }

    private void print(String set, String by, FingerprintEvaluation.Rates rates) {
        print(String.format(Locale.ROOT, "%s, %s: owner %.1f %%, %.1f %%, %.1f %% in 1, 2, 3 tries; impostors %d of %d in 3; %d of %d images", set, by,
                100 * rates.owner().get(0), 100 * rates.owner().get(1), 100 * rates.owner().get(2), rates.impostor().get(2), rates.impostorTries().get(2),
                rates.impostorImagesAccepted(), rates.impostorImages()));
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
