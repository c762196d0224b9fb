package org.dicomseal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench}: measurements on one's own machine and images. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures on this machine and on your images.",
        subcommands = {BenchCodecCommand.class, BenchImagesCommand.class})
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "bench what?");
    }
}
