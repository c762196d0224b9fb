package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dicomseal.biometric.FingerprintImage;
import org.dicomseal.biometric.FingerprintRejected;
import org.dicomseal.biometric.OwnerEnrolment;
import org.dicomseal.biometric.Owners;
import org.dicomseal.biometric.OwnersException;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code enroll --owner ID IMAGE...}: from now on images are this owner's, and their key needs this finger. */
@Command(name = "enroll", mixinStandardHelpOptions = true,
        description = {"Enrols an owner's finger, and makes a new active key that needs it.",
            "What is sealed from now on is marked as this owner's. What was sealed before still unseals with the old keys."})
final class EnrollCommand implements Callable<Integer> {

    @Mixin
    private KeystoreOptions options;

    @Mixin
    private ModelOptions models;

    @Option(names = "--owner", paramLabel = "ID", required = true, description = "the owner's identifier, such as the name of the house")
    private String owner;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "impressions of one finger (PNG, TIFF, BMP or JPEG, 500 dpi), the finger "
            + "lifted in between; three or more are advised")
    private List<Path> images;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, KeysException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> unreadable = new ArrayList<>();
        List<FingerprintImage> impressions = Fingers.read(images, unreadable);
        KeyChange change = new KeyChange(options, out);
        try (Password password = options.password(); Owners owners = Owners.open(options.keystore(), password);
                Fingers fingers = new Fingers(models)) {
            OwnerEnrolment.NewOwner made = new OwnerEnrolment(owners).enrol(owner, impressions, fingers.enrollment(), password);
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
