package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.biometric.FingerprintImage;
import org.dicomseal.biometric.FingerprintRejected;
import org.dicomseal.biometric.OwnerEnrolment;
import org.dicomseal.biometric.OwnerInfo;
import org.dicomseal.biometric.Owners;
import org.dicomseal.biometric.OwnersException;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.Secret;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code owner}: who is enrolled, and a new start for an owner whose enrolment or recovery code got into wrong hands. */
@Command(name = "owner", description = "Lists owners, and revokes an owner's enrolment.", mixinStandardHelpOptions = true)
final class OwnerCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "owner what?");
    }

    /** Lists every enrolment. */
    @Command(name = "list", description = "Lists the owners and their enrolments, oldest first.", mixinStandardHelpOptions = true)
    int list(@Mixin KeystoreOptions options) throws KeysException {
        PrintWriter out = spec.commandLine().getOut();
        try (Owners owners = options.open()) {
            if (owners.list().isEmpty()) {
                out.println("no owner is enrolled: what is sealed is not marked");
            }
            for (OwnerInfo owner : owners.list()) {
                out.printf("%s  enrolment %d  %-7s  enrolled %s  keys %s%s%n", owner.owner(), owner.generation(),
                        owner.active() ? "active" : "revoked", owner.enrolled(), owner.keys(),
                        owner.failures() == 0 ? "" : "  refused in a row: " + owner.failures());
            }
            out.flush();
            return 0;
        }
    }

    /** Replaces an owner's enrolment by a new one. */
    @Command(name = "revoke", mixinStandardHelpOptions = true,
            description = {"Replaces an owner's enrolment: new secret, new recovery code, new mark, new key, from the same finger.",
                "What was sealed before still unseals with its old key. Whoever has the old recovery code can use it on old keys only."})
    int revoke(@Mixin KeystoreOptions options, @Mixin ModelOptions models, @Parameters(paramLabel = "ID") String owner,
            @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "impressions of the finger; three or more are advised") List<Path> images,
            @Option(names = "--recovery-code", description = "another finger than before: ask for the recovery code as proof instead") boolean recoveryCode)
            throws IOException, KeysException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> unreadable = new ArrayList<>();
        List<FingerprintImage> impressions = Fingers.read(images, unreadable);
        KeyChange change = new KeyChange(options, out);
        try (Password password = options.password(); Owners owners = Owners.open(options.keystore(), password); Fingers fingers = new Fingers(models)) {
            if (recoveryCode) {
                try (Secret proof = RecoveryCodeInput.read()) {
                    owners.unlock(proof);
                }
            } else {
                fingers.unlock(owners, owner, impressions).forEach(Secret::close);
            }
            OwnerEnrolment.NewOwner made = new OwnerEnrolment(owners).revoke(owner, impressions, fingers.enrollment(), password);
            try (Secret secret = made.secret()) {
                unreadable.forEach(image -> out.println("not used: " + image));
                change.sayEnrolled(made);
                change.keepOrForget(owners, List.of(secret), password);
                change.newKey(List.of(secret));
            }
            out.flush();
            return 0;
        } catch (FingerprintRejected | OwnersException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
