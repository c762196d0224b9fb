package org.dicomseal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dicomseal.cli.doctor.Doctor;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.NodeConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: checks what a node needs, and says what to do. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
        description = "Checks configuration, keystore and its backup, disk, database, and every peer; says what to do.")
final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--conf", paramLabel = "FILE", defaultValue = "conf/node.yaml",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path configuration;

    @Option(names = "--keystore", paramLabel = "FILE", description = "the keystore (default: as configured)")
    private Path keystore;

    @Option(names = "--roundtrip", paramLabel = "ARCHIVE",
            description = "also stores a synthetic sealed object in this archive, fetches it back and compares")
    private String roundtrip;

    @Mixin
    private FingerOptions finger;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigException {
        NodeConfig config = NodeConfig.load(configuration);
        Path keys = keystore != null ? keystore : config.keystore().path();
        int faults = new Doctor(config, keys, spec.commandLine().getOut(), finger::unlock).examine(roundtrip);
        spec.commandLine().getOut().println(faults == 0 ? "all is well" : faults + " fault(s)");
        spec.commandLine().getOut().flush();
        return faults == 0 ? 0 : 1;
    }
}
