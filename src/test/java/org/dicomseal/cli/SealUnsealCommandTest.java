package org.dicomseal.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.cli.phantom.PhantomStudy.Specimen;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.TransferSyntax;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands as a person runs them, on a folder with a study and a file that is none. */
class SealUnsealCommandTest {

    @TempDir
    private Path folder;
    private Path configuration;
    private Path in;
    private List<Specimen> specimens;
    private String said;

    @BeforeEach
    void makeKeystoreAndStudy() throws IOException {
        Path password = folder.resolve("password");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, "correct horse battery\n");
        configuration = folder.resolve("node.yaml");
        Files.writeString(configuration, """
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: 104}
                keystore: {path: '%s', passwordFile: '%s'}
                """.formatted(folder.resolve("keys/node.p12"), password));
        assertEquals(0, run("keys", "init"), () -> said);
        specimens = new PhantomStudy().specimens();
        in = Files.createDirectories(folder.resolve("in/series")).getParent();
        write(specimens.get(0), in.resolve("series/ct.dcm"));
        write(specimens.get(specimens.size() - 2), in.resolve("us.dcm"));
        write(specimens.get(specimens.size() - 1), in.resolve("sr.dcm"));
    }

    @Test
    void aFolderIsSealedAndComesBackAsItWas() throws IOException {
        assertEquals(0, run("seal", in.toString(), folder.resolve("sealed").toString()), () -> said);
        assertTrue(Files.size(folder.resolve("sealed/series/ct.dcm")) < Files.size(in.resolve("series/ct.dcm")));
        assertFalse(same(in.resolve("us.dcm"), folder.resolve("sealed/us.dcm")));

        assertEquals(0, run("unseal", "--copy-unsealed", folder.resolve("sealed").toString(), folder.resolve("back").toString()), () -> said);
        for (String name : List.of("series/ct.dcm", "us.dcm", "sr.dcm")) {
            assertTrue(same(in.resolve(name), folder.resolve("back").resolve(name)), name);
        }
    }

    @Test
    void aFileThatIsNoDicomIsNamedAndTheOthersAreDone() throws IOException {
        Files.writeString(in.resolve("notes.txt"), "not an image");
        assertNotEquals(0, run("seal", in.toString(), folder.resolve("sealed").toString()));
        assertTrue(said.contains("notes.txt: "), said);
        assertTrue(Files.exists(folder.resolve("sealed/us.dcm")));
        assertFalse(Files.exists(folder.resolve("sealed/notes.txt")));
    }

    @Test
    void aSealedFileIsNeverSealedTwice() throws IOException {
        run("seal", in.resolve("us.dcm").toString(), folder.resolve("once.dcm").toString());
        assertEquals(0, run("seal", folder.resolve("once.dcm").toString(), folder.resolve("twice.dcm").toString()), () -> said);
        assertTrue(said.contains("already sealed"), said);
        assertTrue(same(folder.resolve("once.dcm"), folder.resolve("twice.dcm")));
    }

    @Test
    void anUnsealedFileIsNoSuccessOfUnseal() throws IOException {
        assertNotEquals(0, run("unseal", in.resolve("us.dcm").toString(), folder.resolve("back.dcm").toString()));
        assertFalse(Files.exists(folder.resolve("back.dcm")));
    }

    @Test
    void anotherKeystoreUnsealsNothing() throws IOException {
        run("seal", in.resolve("us.dcm").toString(), folder.resolve("sealed.dcm").toString());
        Path other = folder.resolve("other/node.p12");
        assertEquals(0, run("keys", "--keystore", other.toString(), "init"), () -> said);
        assertNotEquals(0, run("unseal", "--keystore", other.toString(), folder.resolve("sealed.dcm").toString(),
                folder.resolve("back.dcm").toString()));
        assertFalse(Files.exists(folder.resolve("back.dcm")));
        try (Stream<Path> all = Files.list(folder)) {
            assertFalse(all.anyMatch(path -> path.getFileName().toString().endsWith(".partial")));
        }
    }

    @Test
    void aLostKeystoreIsRestoredFromItsBackup() throws IOException {
        run("seal", in.resolve("us.dcm").toString(), folder.resolve("sealed.dcm").toString());
        assertEquals(0, run("keys", "backup", folder.resolve("backup.p12").toString()), () -> said);
        Files.delete(folder.resolve("keys/node.p12"));
        assertNotEquals(0, run("unseal", folder.resolve("sealed.dcm").toString(), folder.resolve("back.dcm").toString()));
        assertEquals(0, run("keys", "restore", folder.resolve("backup.p12").toString()), () -> said);
        assertEquals(0, run("unseal", folder.resolve("sealed.dcm").toString(), folder.resolve("back.dcm").toString()), () -> said);
        assertTrue(same(in.resolve("us.dcm"), folder.resolve("back.dcm")));
    }

    /** Runs a command with the test's configuration; what it printed is in {@link #said}. */
    private int run(String command, String... arguments) {
        StringWriter printed = new StringWriter();
        CommandLine line = DicomSeal.commandLine().setOut(new PrintWriter(printed, true)).setErr(new PrintWriter(printed, true));
        String[] all = Stream.concat(Stream.of(command, "--conf", configuration.toString()), Stream.of(arguments)).toArray(String[]::new);
        int status = line.execute(all);
        said = printed.toString();
        return status;
    }

    private static void write(Specimen specimen, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomFile.write(FileMeta.of(specimen.sopClass(), specimen.sopInstance(), TransferSyntax.EXPLICIT_LE), specimen.dataSet(), out);
        }
    }

    private static boolean same(Path one, Path other) throws IOException {
        try (DicomFile a = DicomFile.open(one); DicomFile b = DicomFile.open(other)) {
            return DataSetComparison.compare(a.dataSet(), b.dataSet()).isEmpty();
        }
    }
}
