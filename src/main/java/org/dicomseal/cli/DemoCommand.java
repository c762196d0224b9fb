package org.dicomseal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dicomseal.cli.demo.Demo;
import org.dicomseal.keys.KeysException;
import org.dicomseal.node.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job from end to end on this machine, with images of its own. */
@Command(name = "demo", mixinStandardHelpOptions = true,
        description = "Sends, seals, archives, queries, retrieves and verifies a study of its own, on loopback.")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "target/demo",
            description = "where the report and the demo's files go (default: ${DEFAULT-VALUE})")
    private Path out;

    @Mixin
    private ModelOptions model;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, KeysException, ConfigException, InterruptedException {
        return Demo.play(out, model.models(), model.cache(), spec.commandLine().getOut()) ? 0 : 1;
    }
}
