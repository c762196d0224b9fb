package org.dicomseal.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.dicomseal.biometric.Owners;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeysException;
import org.dicomseal.seal.Scratch;
import org.dicomseal.seal.SealOptions;
import org.dicomseal.seal.SealedObject;
import org.dicomseal.seal.Sealer;
import org.dicomseal.seal.WithoutPixels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seal IN OUT}: seals a file, or every file of a folder. */
@Command(name = "seal", description = "Seals a DICOM file, or every file of a folder.", mixinStandardHelpOptions = true)
final class SealCommand implements Callable<Integer> {

    @Mixin
    private KeystoreOptions options;

    @Mixin
    private FingerOptions finger;

    @Parameters(paramLabel = "IN", description = "a DICOM file or a folder")
    private Path in;

    @Parameters(paramLabel = "OUT", description = "the file or folder to write; a folder's tree is mirrored")
    private Path out;

    @Option(names = "--without-pixels", paramLabel = "forward|reject|seal", defaultValue = "forward",
            description = "what to do with objects that have no pixel data (default: forward, that is copy)")
    private WithoutPixels withoutPixels;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, KeysException {
        Path scratchFolder = Files.createTempDirectory("dicomseal");
        try (Owners owners = options.open()) {
            finger.unlock(owners);
            SealOptions how = SealOptions.defaults().withWithoutPixels(withoutPixels).withOwnerCodes(owners::code)
                    .withParallelism(Parallelism.on(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors()));
            Sealer sealer = new Sealer(owners.keyring(), Scratch.in(scratchFolder), how);
            return new FileWork((from, to) -> seal(sealer, from, to), spec.commandLine().getOut(),
                    spec.commandLine().getErr()).run(in, out);
        } finally {
            Files.deleteIfExists(scratchFolder);
        }
    }

    private static String seal(Sealer sealer, Path from, Path to) throws IOException {
        try (DicomFile file = DicomFile.open(from); SealedObject sealed = sealer.seal(file.dataSet(), file.syntax())) {
            TransferSyntax syntax = sealed.outcome() == SealedObject.Outcome.SEALED ? TransferSyntax.EXPLICIT_LE : file.syntax();
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
                FileMeta.of(sealed.dataSet().string(Tag.SOP_CLASS_UID, ""), sealed.dataSet().string(Tag.SOP_INSTANCE_UID, ""),
                        syntax).write(stream);
                sealed.writeTo(stream, syntax);
            }
            return switch (sealed.outcome()) {
                case SEALED -> "sealed";
                case ALREADY_SEALED -> "already sealed, copied";
                case FORWARDED -> "without pixel data, copied";
            };
        } catch (KeysException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
