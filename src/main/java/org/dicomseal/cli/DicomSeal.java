package org.dicomseal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point: {@code java -jar target/dicomseal.jar COMMAND}. */
@Command(name = "dicomseal", mixinStandardHelpOptions = true, version = "DicomSeal 0.1.0",
        description = "Seals DICOM images before they leave for the archive, and gives them back bit for bit.")
public final class DicomSeal {

    private DicomSeal() {
    }

    /** Runs the command named by the arguments and exits with its status: 0 only if all went well. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new DicomSeal()).execute(args));
    }
}
