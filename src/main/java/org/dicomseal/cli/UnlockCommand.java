package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dicomseal.biometric.Owners;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.Secret;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code unlock IMAGE}: shows the owner's finger to the node that runs with the keystore. */
@Command(name = "unlock", mixinStandardHelpOptions = true,
        description = "Unlocks the running node with a fresh impression of the owner's finger, or with the recovery code.")
final class UnlockCommand implements Callable<Integer> {

    @Mixin
    private KeystoreOptions options;

    @Mixin
    private FingerOptions finger;

    @Parameters(paramLabel = "IMAGE", arity = "0..1", description = "the impression; the same as --finger IMAGE")
    private Path image;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, KeysException {
        if (image == null == !finger.isGiven()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "say one of IMAGE, --finger IMAGE and --recovery-code");
        }
        PrintWriter out = spec.commandLine().getOut();
        KeyChange change = new KeyChange(options, out);
        try (Password password = options.password(); Owners owners = Owners.open(options.keystore(), password)) {
            List<Secret> secrets = image == null ? finger.unlock(owners) : finger.unlock(owners, image);
            change.keepOrForget(owners, secrets, password);
            int nodes = change.handOver(secrets);
            secrets.forEach(Secret::close);
            boolean inVain = nodes == 0 && !options.unattended();
            if (inVain) {
                out.println("That is right, but no node runs with " + options.keystore() + " on this machine: nothing was unlocked.");
            }
            out.flush();
            return inVain ? 1 : 0;
        }
    }
}
