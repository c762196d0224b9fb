package org.dicomseal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dicomseal.biometric.Owners;
import org.dicomseal.cli.verify.Verification;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeyInfo;
import org.dicomseal.keys.KeyState;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.Secret;
import org.dicomseal.seal.TraceCheck;
import org.dicomseal.seal.WatermarkCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify FILE}: whose it is, whether and where it was changed, and to whom it was given. */
@Command(name = "verify", mixinStandardHelpOptions = true,
        description = "Says whose an image is, whether and where it was changed, and to whom it was given: a sealed or watermarked DICOM "
                + "file, or a PNG or JPEG that a viewer has exported.",
        footer = {"", "Exit status: 0 if the pixels are proven to be as they were marked, for an owner that is known here (of an exported picture: "
                + "if its recipient is known); 1 if not, or if the file can't be read."})
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private KeystoreOptions options;

    @Mixin
    private FingerOptions finger;

    @Parameters(paramLabel = "FILE", description = "a DICOM file, or a picture exported at the image's own size")
    private Path file;

    @Option(names = "--original", paramLabel = "FILE",
            description = "the DICOM file, sealed or not, that a picture was exported from: its trace is found in worse copies then")
    private Path original;

    @Option(names = "--frame", paramLabel = "N", defaultValue = "1", description = "the frame that is meant (default: ${DEFAULT-VALUE})")
    private int frame;

    @Option(names = "--map", paramLabel = "OUT.png", description = "draws the frame, with what was changed in red")
    private Path map;

    @Option(names = "--recipient", paramLabel = "NAME", description = "a name to try besides the configured peers'; may be repeated")
    private Set<String> recipients = new LinkedHashSet<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, KeysException {
        if (frame < 1) {
            throw new IOException("--frame counts from 1");
        }
        Set<String> names = new LinkedHashSet<>(options.recipients());
        names.addAll(recipients);
        try (Owners owners = options.open()) {
            finger.unlock(owners).forEach(Secret::close);
            Verification verification = new Verification(
                    new WatermarkCheck(owners.keyring(), ids(owners, Purpose.WATERMARK), codes(owners)),
                    new TraceCheck(owners.keyring(), ids(owners, Purpose.TRACE), names), spec.commandLine().getOut());
            boolean good = verification.verify(new Verification.Question(file, original, frame - 1, map, finger.owner()));
            spec.commandLine().getOut().flush();
            return good ? 0 : 1;
        }
    }

    private static List<WatermarkCheck.Owner> codes(Owners owners) {
        return owners.codes().stream().map(each -> new WatermarkCheck.Owner(each.name(), each.key(), each.code())).toList();
    }

    /** Keys that can be used now. */
    private static List<KeyId> ids(Owners owners, Purpose purpose) {
        return owners.keyring().list().stream()
                .filter(key -> key.state() != KeyState.DESTROYED && key.purposes().contains(purpose) && !owners.isLocked(key))
                .map(KeyInfo::id).toList();
    }
}
