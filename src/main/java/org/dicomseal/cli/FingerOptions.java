package org.dicomseal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dicomseal.biometric.Owners;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Secret;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command is given what opens keys that need their owner's finger: an impression, or the recovery code. */
final class FingerOptions {

    @Option(names = "--finger", paramLabel = "IMAGE", description = "a fresh impression of the owner's finger (PNG, TIFF, BMP or JPEG, 500 dpi), "
            + "for keys that need it")
    private Path finger;

    @Option(names = "--recovery-code", description = "ask for the recovery code instead, at the console or on standard input")
    private boolean recoveryCode;

    @Option(names = "--owner", paramLabel = "ID", description = "whose finger it is, where several are enrolled")
    private String owner;

    @Mixin
    private ModelOptions models;

    /** Whether any of it was given. */
    boolean isGiven() {
        return finger != null || recoveryCode;
    }

    /** Null where it wasn't said. */
    String owner() {
        return owner;
    }

    ModelOptions models() {
        return models;
    }

    /**
     * Unlocks what the options say; nothing where they say nothing.
     *
     * @return the secrets that were given, the present enrolment's first; the caller closes them
     * @throws IOException if the image can't be used, or what was given opens nothing
     */
    List<Secret> unlock(Owners owners) throws IOException, KeysException {
        return finger == null ? unlockByCode(owners) : unlock(owners, finger);
    }

    /** {@link #unlock(Owners)} with an impression that was given otherwise. */
    List<Secret> unlock(Owners owners, Path impression) throws IOException, KeysException {
        try (Fingers fingers = new Fingers(models)) {
            List<Secret> found = fingers.unlock(owners, owner, Fingers.read(List.of(impression), List.of()));
            if (found.isEmpty()) {
                throw new IOException(impression + ": this finger opens nothing here");
            }
            return found;
        }
    }

    private List<Secret> unlockByCode(Owners owners) throws IOException {
        if (!recoveryCode) {
            return List.of();
        }
        Secret secret = RecoveryCodeInput.read();
        if (owners.unlock(secret).isEmpty()) {
            secret.close();
            throw new IOException("this recovery code opens no key of " + owners.keyring().path());
        }
        return List.of(secret);
    }
}
