package org.dicomseal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dicomseal.biometric.Owners;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.ConfigException;
import org.dicomseal.node.config.NodeConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code node}: runs the node until it is told to stop (SIGTERM, or Ctrl-C). */
@Command(name = "node", description = "Runs the node until it is told to stop.", mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(NodeCommand.class);

    @Option(names = "--conf", paramLabel = "FILE", defaultValue = "conf/node.yaml",
            description = "the configuration (default: ${DEFAULT-VALUE})")
    private Path configuration;

    @Mixin
    private FingerOptions finger;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, KeysException, ConfigException, InterruptedException {
        NodeConfig config = NodeConfig.load(configuration);
        try (Owners owners = open(config); Operations operations = new Operations(config)) {
            Warmup.inBackground();
            finger.unlock(owners);
            Node node = Node.start(config, owners, operations.events());
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                node.close();
                operations.close();
                stopped.countDown();
            }, "node-stop"));
            attend(operations, node);
            node.addresses().forEach(address -> spec.commandLine().getOut().println("listening at " + address));
            operations.address().ifPresent(address -> spec.commandLine().getOut().println("console at http:/" + address + "/"));
            spec.commandLine().getOut().flush();
            stopped.await();
            return 0;
        }
    }

    private void attend(Operations operations, Node node) throws IOException {
        try {
            operations.attend(node, configuration);
        } catch (IOException e) {
            node.close();
            throw e;
        }
    }

    private static Owners open(NodeConfig config) throws KeysException {
        try (Password password = Password.find(config.keystore().passwordFile().orElse(null))) {
            Owners owners = Owners.open(config.keystore().path(), password);
            if (config.keystore().unattended()) {
                owners.unlockUnattended();
            } else if (owners.keyring().keepsSecondFactors()) {
                LOG.warn("the keystore still holds what the finger gives, from a time of 'unattended: true'; the next 'unlock' takes it out");
            }
            return owners;
        }
    }
}
