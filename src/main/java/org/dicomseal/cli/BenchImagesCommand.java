package org.dicomseal.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench images FOLDER}: writes a made-up CT study to send about. */
@Command(name = "images", mixinStandardHelpOptions = true,
        description = "Writes a CT study of a patient who doesn't exist (512 x 512, 16 bits, Explicit VR Little Endian) to FOLDER.")
final class BenchImagesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "made if it isn't there")
    private Path folder;

    @Option(names = "--count", paramLabel = "N", defaultValue = "400", description = "images (default: ${DEFAULT-VALUE})")
    private int count;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(folder);
        PhantomStudy study = new PhantomStudy();
        String series = Uids.random();
        for (int slice = 0; slice < count; slice++) {
            write(study.ct(series, slice, count), folder.resolve("ct%05d.dcm".formatted(slice + 1)));
        }
        spec.commandLine().getOut().println("wrote " + count + " images of study " + study.studyUid() + " to " + folder);
        return 0;
    }

    private static void write(DataSet image, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            FileMeta.of(image.string(Tag.SOP_CLASS_UID), image.string(Tag.SOP_INSTANCE_UID), TransferSyntax.EXPLICIT_LE).write(out);
            DicomWriter writer = new DicomWriter(out, TransferSyntax.EXPLICIT_LE);
            writer.write(image);
            writer.finish();
        }
    }
}
