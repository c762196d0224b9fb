package org.dicomseal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.SecondFactor;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.NodeConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code node}: runs the node until it is told to stop (SIGTERM, or Ctrl-C). */
@Command(name = "node", description = "Runs the node until it is told to stop.", mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {

    @Option(names = "--conf", paramLabel = "FILE", defaultValue = "conf/node.yaml",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path configuration;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, KeysException, ConfigException, InterruptedException {
        NodeConfig config = NodeConfig.load(configuration);
        Keyring keyring;
        try (Password password = Password.find(config.keystore().passwordFile().orElse(null))) {
            keyring = Keyring.open(config.keystore().path(), password, SecondFactor.none());
        }
        try (keyring) {
            Node node = Node.start(config, keyring, key -> Optional.empty());
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                node.close();
                stopped.countDown();
            }, "node-stop"));
            node.addresses().forEach(address -> spec.commandLine().getOut().println("listening at " + address));
            spec.commandLine().getOut().flush();
            stopped.await();
            return 0;
        }
    }
}
