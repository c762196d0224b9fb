package org.dicomseal.cli;

import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point: {@code java -jar target/dicomseal.jar COMMAND}. */
@Command(name = "dicomseal", mixinStandardHelpOptions = true, version = "DicomSeal 0.1.0",
        description = "Seals DICOM images before they leave for the archive, and gives them back bit for bit.",
        subcommands = {NodeCommand.class, DemoCommand.class, KeysCommand.class, SealCommand.class, UnsealCommand.class,
                VerifyCommand.class, DoctorCommand.class, BenchCommand.class, EnrollCommand.class, UnlockCommand.class, OwnerCommand.class,
                ModelsCommand.class, EvaluateCommand.class})
public final class DicomSeal implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(DicomSeal.class);

    @Spec
    private CommandSpec spec;

    /** The command line, for {@link #main} and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new DicomSeal())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, arguments) -> {
                    PrintWriter err = line.getErr();
                    err.println(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
                    err.flush();
                    LOG.debug("command failed", failure);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /** Without a command: says which there are. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }

    /** Runs the command named by the arguments and exits with its status: 0 only if all went well. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
