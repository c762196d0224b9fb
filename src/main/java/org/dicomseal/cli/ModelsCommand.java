package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dicomseal.biometric.FeatureExtractor;
import org.dicomseal.biometric.ModelTraining;
import org.dicomseal.biometric.net.ModelFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code models}: the network behind the fingerprint features, and the heads that are trained for it. */
@Command(name = "models", mixinStandardHelpOptions = true, description = "Checks and trains what turns fingerprints into features.")
final class ModelsCommand implements Runnable {

    private static final int PROGRESS_STEP = 10;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "models what?");
    }

    @Command(name = "check", mixinStandardHelpOptions = true,
            description = "Says which network is in use, and whether its weights, digest and trained head fit together.")
    int check(@Mixin ModelOptions options) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ModelFile model = ModelFile.find(options.models());
        out.println(model.isBuiltIn() ? "the built-in ResNet152, which is not a pretrained one" : "your own ResNet152 in " + options.models());
        out.println("SHA-256 " + model.digest());
        out.flush();
        FeatureExtractor.open(options.models(), options.cache()).close();
        out.println("its shapes, and the head trained for it, fit");
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "train", mixinStandardHelpOptions = true,
            description = {"Trains the discriminant head for the network in use, on invented fingers alone.",
                    "The head for your own weights goes beside them; a new one for the built-in network needs --out."})
    int train(@Mixin ModelOptions options,
            @Option(names = "--out", paramLabel = "FILE", description = "the head to write (default: resnet152.head beside your weights)") Path to,
            @Option(names = "--fingers", paramLabel = "N", defaultValue = "" + ModelTraining.FINGERS,
                    description = "how many fingers to invent, an even number; more than 256 for a whole head (default: ${DEFAULT-VALUE}, as for the built-in head)") int fingers)
            throws IOException {
        Path head = to;
        if (head == null) {
            if (ModelFile.find(options.models()).isBuiltIn()) {
                throw new CommandLine.ParameterException(spec.subcommands().get("train"),
                        "no weights in " + options.models() + ": the head of the built-in network is in this program; say --out to train one all the same");
            }
            head = options.models().resolve(FeatureExtractor.USER_HEAD);
        }
        if (head.toAbsolutePath().getParent() != null) {
            Files.createDirectories(head.toAbsolutePath().getParent());
        }
        PrintWriter err = spec.commandLine().getErr();
        if (fingers <= ModelTraining.FEW_FINGERS) {
            err.println("with " + fingers + " fingers the head has fewer outputs than it could have, and tells fingers apart less well");
        }
        ModelTraining.trainHead(options.models(), options.cache(), head, fingers, done -> {
            if (done % PROGRESS_STEP == 0 || done == fingers) {
                err.println(done + " of " + fingers + " fingers");
                err.flush();
            }
        });
        spec.commandLine().getOut().println(head + " written, trained on " + fingers + " invented fingers");
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
