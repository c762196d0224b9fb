package org.dicomseal.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.Secret;
import org.dicomseal.node.RunningNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What only seals, unseals or runs as a node never loads the network, its engine or the minutiae matcher: each in a Java of its own. */
@Timeout(300)
class NoNetworkLoadedIT {

    private static final List<String> UNWANTED = List.of("ai.djl.", "ai.onnxruntime.", "com.machinezoo.sourceafis.", "org.dicomseal.biometric.net.",
            "org.dicomseal.biometric.FeatureExtractor");

    @TempDir
    Path folder;

    private Path keystore;
    private Path configuration;

    @BeforeEach
    void makeLockedKeystore() throws Exception {
        Path password = folder.resolve("password");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, "a test's password\n");
        keystore = folder.resolve("keys/node.p12");
        try (Password secret = Password.of("a test's password".toCharArray()); Keyring ring = Keyring.init(keystore, secret)) {
            ring.rotate(secret, factor());
            ring.keepSecondFactor(factor(), secret);
        }
        configuration = Files.writeString(folder.resolve("node.yaml"), """
                listen: {address: 127.0.0.1, port: 0}
                console: {port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: 104}
                peers:
                  anyone: {ae: '*', addresses: [127.0.0.1]}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', passwordFile: '%s', requireBackup: false, unattended: true}
                """.formatted(folder.resolve("spool"), keystore, password));
    }

    private static Secret factor() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 7);
        return Secret.owning(bytes);
    }

    @Test
    void sealingAndUnsealingFiles() throws Exception {
        DataSet image = new PhantomStudy().anyCt();
        Path in = folder.resolve("in.dcm");
        try (OutputStream out = Files.newOutputStream(in)) {
            DicomFile.write(FileMeta.of(image.string(Tag.SOP_CLASS_UID), image.string(Tag.SOP_INSTANCE_UID), TransferSyntax.EXPLICIT_LE), image, out);
        }
        Path sealed = folder.resolve("sealed.dcm");
        assertClean(finished(start("seal", "--conf", configuration.toString(), in.toString(), sealed.toString())));
        assertClean(finished(start("unseal", "--conf", configuration.toString(), sealed.toString(), folder.resolve("back.dcm").toString())));
    }

    @Test
    void aNodeThatIsUnlockedFromOutside() throws Exception {
        Files.writeString(configuration, Files.readString(configuration).replace("unattended: true", "unattended: false"));
        Process node = start("node", "--conf", configuration.toString());
        try {
            while (new RunningNodes(keystore).unlock(factor()).isEmpty()) {
                assertTrue(node.isAlive(), "the node has ended");
                Thread.sleep(100);
            }
        } finally {
            node.destroy();
        }
        assertTrue(node.waitFor(60, TimeUnit.SECONDS));
        assertClean(log());
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-Xlog:class+load:file=" + folder.resolve("classes.log"), "-cp", System.getProperty("java.class.path"), DicomSeal.class.getName()),
                Stream.of(arguments)).toList();
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("printed.log").toFile()).start();
    }

    private String finished(Process process) throws Exception {
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it didn't end");
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("printed.log")));
        return log();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("classes.log"), StandardCharsets.UTF_8);
    }

    private static void assertClean(String log) {
        assertTrue(log.contains("org.dicomseal.biometric.Owners "), "the log shows what was loaded");
        for (String unwanted : UNWANTED) {
            assertEquals(List.of(), log.lines().filter(line -> line.contains(" " + unwanted)).limit(3).toList());
        }
    }
}
