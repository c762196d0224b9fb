package org.dicomseal.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dicomseal.biometric.Owners;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.Tag;
import org.dicomseal.keys.KeysException;
import org.dicomseal.seal.Mismatch;
import org.dicomseal.seal.NotSealedException;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.View;
import org.dicomseal.seal.ViewReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code unseal IN OUT}: gives back a sealed file, or every sealed file of a folder. */
@Command(name = "unseal", description = "Gives back a sealed file, or every file of a folder.", mixinStandardHelpOptions = true)
final class UnsealCommand implements Callable<Integer> {

    /** What to do with an object whose identifiers the archive changed. */
    enum OnMismatch { refuse, keep, restore }

    @Mixin
    private KeystoreOptions options;

    @Mixin
    private FingerOptions finger;

    @Parameters(paramLabel = "IN", description = "a sealed DICOM file or a folder")
    private Path in;

    @Parameters(paramLabel = "OUT", description = "the file or folder to write; a folder's tree is mirrored")
    private Path out;

    @Option(names = "--view", paramLabel = "original|watermarked", defaultValue = "original",
            description = "bit for bit as it was, or with the watermark left in (default: ${DEFAULT-VALUE})")
    private View view;

    @Option(names = "--trace", paramLabel = "NAME", description = "hides a recipient's name in the pixels of a watermarked view, which "
            + "then is a derived image with a UID of its own")
    private String trace;

    @Option(names = "--mismatch", paramLabel = "refuse|keep|restore", defaultValue = "refuse",
            description = "an object whose UIDs or Patient ID the archive changed: refuse it, keep the archive's values, or put "
                    + "the sealed ones back (default: ${DEFAULT-VALUE})")
    private OnMismatch onMismatch;

    @Option(names = "--copy-unsealed", description = "copy files that are not sealed, instead of naming them as failures")
    private boolean copyUnsealed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, KeysException {
        if (trace != null && view == View.ORIGINAL) {
            throw new IOException("--trace needs --view watermarked: an original carries no trace");
        }
        try (Owners owners = options.open()) {
            finger.unlock(owners);
            Unsealer unsealer = Unsealer.onAllCores(owners.keyring()).withOwnerCodes(owners::code);
            return new FileWork((from, to) -> unseal(unsealer, from, to), spec.commandLine().getOut(),
                    spec.commandLine().getErr()).run(in, out);
        }
    }

    private String unseal(Unsealer unsealer, Path from, Path to) throws IOException {
        try (DicomFile file = DicomFile.open(from); UnsealedObject object = unsealer.open(file.dataSet(), file.syntax())) {
            String outcome = settleMismatches(object);
            if (view == View.WATERMARKED) {
                ViewReport report = object.makeView(Optional.ofNullable(trace));
                outcome += report.kind() == ViewReport.Kind.MADE ? "" : ", as it was: " + report.reason();
            }
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
                FileMeta.of(object.dataSet().string(Tag.SOP_CLASS_UID, ""), object.dataSet().string(Tag.SOP_INSTANCE_UID, ""),
                        object.transferSyntax()).write(stream);
                object.writeTo(stream, object.transferSyntax(), view);
            }
            return outcome;
        } catch (NotSealedException e) {
            if (!copyUnsealed) {
                throw e;
            }
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            return "not sealed, copied";
        } catch (KeysException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private String settleMismatches(UnsealedObject object) throws IOException {
        if (object.mismatches().isEmpty()) {
            return "unsealed";
        }
        String which = object.mismatches().stream().map(Mismatch::toString).collect(Collectors.joining(", "));
        switch (onMismatch) {
            case refuse -> throw new IOException(which + " (see --mismatch)");
            case restore -> object.restoreIdentity();
            case keep -> { }
        }
        return "unsealed, although " + which;
    }
}
