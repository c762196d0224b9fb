package org.dicomseal.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.biometric.FingerprintImage;
import org.dicomseal.biometric.OwnedCode;
import org.dicomseal.biometric.Owners;
import org.dicomseal.biometric.RecoveryCode;
import org.dicomseal.biometric.TestFingers;
import org.dicomseal.cli.peer.PeerClient;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.Password;
import org.dicomseal.node.Node;
import org.dicomseal.node.config.NodeConfig;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.View;
import org.dicomseal.seal.WatermarkCheck;
import org.dicomseal.spool.QueueState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** From the first enrolment to a revoked one, as a person does it: commands, a running node, an archive, and fingers of nobody. */
@Timeout(600)
class OwnerIT {

    private static final long FINGER = 12;
    private static final long STRANGER = 700;
    private static final String OWNER = "radiology-of-nowhere";

    @TempDir
    Path folder;

    private Path configuration;
    private Path keystore;
    private EmbeddedArchive archive;
    private Owners owners;
    private Node node;
    private String said;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void makeKeystoreAndArchive() throws IOException {
        Path password = folder.resolve("password");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, "correct horse battery\n");
        archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
        keystore = folder.resolve("keys/node.p12");
        configuration = Files.writeString(folder.resolve("node.yaml"), """
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: %d}
                peers:
                  anyone: {ae: '*', addresses: [127.0.0.1], view: original}
                spool: {folder: '%s', lowDisk: 1m}
                keystore: {path: '%s', passwordFile: '%s', requireBackup: false}
                retry: {base: 50ms, max: 500ms, attempts: 3}
                """.formatted(archive.port(), folder.resolve("spool"), keystore, password));
        log.start();
        // all that is logged, even what nobody sees, and only here
        logger().setLevel(Level.DEBUG);
        logger().setAdditive(false);
        logger().addAppender(log);
        assertEquals(0, run("keys", "init"), () -> said);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        logger().setAdditive(true);
        logger().setLevel(null);
        stopNode();
        archive.close();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("org.dicomseal");
    }

    private void startNode() throws Exception {
        NodeConfig config = NodeConfig.load(configuration);
        try (Password password = Password.find(config.keystore().passwordFile().orElseThrow())) {
            owners = Owners.open(keystore, password);
        }
        if (config.keystore().unattended()) {
            owners.unlockUnattended();
        }
        node = Node.start(config, owners, NodeEvents.NONE);
    }

    private void stopNode() {
        if (node != null) {
            node.close();
            owners.close();
            node = null;
        }
    }

    private PeerClient client() {
        return new PeerClient(node.addresses().get(0), "CT1", "SEAL", NetworkOptions.DEFAULTS, null);
    }

    private void awaitForwarded() {
        await(() -> node.spool().counts().values().stream().mapToLong(Long::longValue).sum() == 0);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "did not come true");
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void imagesAreTheOwnersAndOnlyTheOwnersFingerGivesThemBack() throws Exception {
        DataSet first = image();
        DataSet second = image();
        DataSet third = image();

        assertEquals(0, run("enroll", "--cache", cache(), "--owner", OWNER, print(FINGER, 0), print(FINGER, 1), print(FINGER, 2)), () -> said);
        String recoveryCode = recoveryCode();
        assertEquals(0, run("keys", "list"));
        assertTrue(said.contains("needs the finger of " + OWNER + ", enrolment 0"), said);

        startNode();
        assertTrue(owners.isLocked());
        KeyId firstKey = owners.keyring().active();
        client().store(first, TransferSyntax.EXPLICIT_LE);
        client().store(second, TransferSyntax.EXPLICIT_LE);
        assertEquals(0, archive.size());

        assertNotEquals(0, run("unlock", "--cache", cache(), print(STRANGER, 0)));
        assertTrue(said.contains("opens nothing"), said);
        assertTrue(owners.isLocked());

        assertEquals(0, run("unlock", "--cache", cache(), print(FINGER, 7)), () -> said);
        awaitForwarded();
        assertEquals(2, archive.size());
        assertIdentical(first, client().get(first).dataSet());
        assertMarkedAndSealedBy(firstKey, first);

        stopNode();
        startNode();
        IOException locked = assertThrows(IOException.class, () -> client().get(first));
        assertTrue(locked.getMessage().contains("locked"), locked.getMessage());

        assertEquals(0, runWith(recoveryCode, "unlock", "--recovery-code"), () -> said);
        assertIdentical(first, client().get(first).dataSet());

        assertEquals(0, run("owner", "revoke", "--cache", cache(), OWNER, print(FINGER, 4), print(FINGER, 5), print(FINGER, 6)), () -> said);
        assertNotEquals(recoveryCode, recoveryCode());
        KeyId secondKey = owners.keyring().active();
        assertNotEquals(firstKey, secondKey, "the running node has taken the new key over");
        client().store(third, TransferSyntax.EXPLICIT_LE);
        awaitForwarded();
        assertMarkedAndSealedBy(secondKey, third);
        assertIdentical(second, client().get(second).dataSet());

        stopNode();
        startNode();
        assertEquals(0, run("unlock", "--cache", cache(), print(FINGER, 8)), () -> said);
        assertIdentical(first, client().get(first).dataSet());
        assertIdentical(third, client().get(third).dataSet());
        assertEquals(0, node.spool().counts().get(QueueState.DEAD));
        stopNode();

        assertNothingBiometricLies(recoveryCode);
    }

    @Test
    void anUnattendedNodeStartsUnlockedAndAChangedMindIsHeeded() throws Exception {
        String attended = Files.readString(configuration);
        Files.writeString(configuration, attended.replace("requireBackup: false", "requireBackup: false, unattended: true"));
        assertEquals(0, run("enroll", "--cache", cache(), "--owner", OWNER, print(FINGER, 0), print(FINGER, 1), print(FINGER, 2)), () -> said);
        assertTrue(said.contains("the finger adds nothing there"), said);
        String recoveryCode = recoveryCode();
        startNode();
        assertFalse(owners.isLocked());
        stopNode();
        Files.writeString(configuration, attended);
        runWith(recoveryCode, "unlock", "--recovery-code");
        assertTrue(said.contains("taken out of the keystore"), said);
        startNode();
        assertTrue(owners.isLocked());
    }

    @Test
    void keysAndOwnersComeBackFromTheirBackup() throws Exception {
        assertEquals(0, run("enroll", "--cache", cache(), "--owner", OWNER, print(FINGER, 0), print(FINGER, 1), print(FINGER, 2)), () -> said);
        String recoveryCode = recoveryCode();
        Path backup = folder.resolve("usb/backup.p12");
        assertEquals(0, run("keys", "backup", backup.toString()), () -> said);
        Path in = folder.resolve("in.dcm");
        try (var out = Files.newOutputStream(in)) {
            DataSet image = new PhantomStudy().anyCt();
            DicomFile.write(FileMeta.of(image.string(Tag.SOP_CLASS_UID), image.string(Tag.SOP_INSTANCE_UID),
                    TransferSyntax.EXPLICIT_LE), image, out);
        }
        Path sealed = folder.resolve("sealed.dcm");
        assertNotEquals(0, run("seal", in.toString(), sealed.toString()), "without the finger nothing is sealed");
        assertTrue(said.contains("locked"), said);
        assertEquals(0, runWith(recoveryCode, "seal", "--recovery-code", in.toString(), sealed.toString()), () -> said);
        deleteAll(folder.resolve("keys"));

        assertEquals(0, run("keys", "restore", backup.toString()), () -> said);
        assertTrue(said.contains("2 key(s), 1 enrolment(s)"), said);
        assertEquals(0, run("unseal", "--cache", cache(), "--finger", print(FINGER, 7), sealed.toString(), folder.resolve("back.dcm").toString()), () -> said);
        assertNotEquals(0, run("unseal", "--cache", cache(), "--finger", print(STRANGER, 7), sealed.toString(), folder.resolve("no.dcm").toString()));

        assertNotEquals(0, run("keys", "rotate"));
        assertTrue(said.contains("--recovery-code"), said);
        assertNotEquals(0, runWith("0" + recoveryCode.substring(1, 20), "keys", "rotate", "--recovery-code"));
        assertFalse(said.contains(recoveryCode.substring(5, 9)), said);
        assertEquals(0, runWith(recoveryCode, "keys", "rotate", "--recovery-code"), () -> said);
        assertEquals(0, run("owner", "list"));
        assertTrue(said.contains(OWNER) && said.contains("active"), said);
    }

    @Test
    void whatIsWrongWithAnImageIsSaidWithItsName() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.png"), "no image");
        assertNotEquals(0, run("enroll", "--cache", cache(), "--owner", OWNER, text.toString()));
        assertTrue(said.contains("notes.png: not a PNG"), said);
        assertNotEquals(0, run("enroll", "--cache", cache(), "--owner", OWNER, folder.resolve("missing.png").toString()));
        assertTrue(said.contains("missing.png: no such file"), said);
        Path blank = folder.resolve("blank.png");
        ImageIO.write(new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY), "png", blank.toFile());
        assertNotEquals(0, run("enroll", "--cache", cache(), "--owner", OWNER, blank.toString()));
        assertTrue(said.contains("blank.png: there is no fingerprint"), said);
        assertEquals(0, run("enroll", "--cache", cache(), "--owner", OWNER, print(FINGER, 0), blank.toString(), print(FINGER, 1)), () -> said);
        assertTrue(said.contains("not used: " + blank), said);
        assertNotEquals(0, run("unlock", "--cache", cache(), blank.toString()));
        assertTrue(said.contains("blank.png: there is no fingerprint"), said);
    }

    private void assertMarkedAndSealedBy(KeyId key, DataSet original) throws Exception {
        ByteArrayOutputStream view = new ByteArrayOutputStream();
        try (DicomFile file = DicomFile.open(archive.file(original.string(Tag.SOP_INSTANCE_UID)));
                UnsealedObject object = new Unsealer(owners.keyring(), Parallelism.SINGLE).open(file.dataSet(), file.syntax())) {
            assertEquals(key, object.origin().keyId());
            object.makeView(Optional.empty());
            object.writeTo(view, TransferSyntax.EXPLICIT_LE, View.WATERMARKED);
        }
        OwnedCode code = owners.codes().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
        DataSet marked = DicomReader.fromBytes(view.toByteArray(), TransferSyntax.EXPLICIT_LE);
        WatermarkCheck check = new WatermarkCheck(owners.keyring(), List.of(key), List.of(new WatermarkCheck.Owner(code.name(), key, code.code())));
        assertTrue(check.check(marked).owner().orElseThrow().startsWith(OWNER));
    }

    /** A CT whose values have room for a mark: a ramp with noise. */
    private static DataSet image() {
        DataSet ct = new PhantomStudy().anyCt();
        Random random = new Random(5);
        byte[] pixels = new byte[512 * 512 * 2];
        for (int i = 0; i < 512 * 512; i++) {
            int value = (i % 512 + i / 512) * 2 + random.nextInt(16);
            pixels[2 * i] = (byte) value;
            pixels[2 * i + 1] = (byte) (value >> 8);
        }
        return ct.putBytes(Tag.PIXEL_DATA, VR.OW, pixels);
    }

    private static void assertIdentical(DataSet expected, DataSet actual) throws IOException {
        assertEquals(List.of(), DataSetComparison.compare(expected, actual));
    }

    /** No secret, no minutiae and no name of an owner lies in any file, nor was anything of it logged. */
    private void assertNothingBiometricLies(String recoveryCode) throws IOException {
        byte[] secret = RecoveryCode.parse(recoveryCode);
        List<byte[]> forbidden = List.of(secret, recoveryCode.getBytes(StandardCharsets.US_ASCII), OWNER.getBytes(StandardCharsets.US_ASCII),
                "positionsX".getBytes(StandardCharsets.US_ASCII));
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).filter(path -> !path.toString().endsWith(".png")).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (byte[] each : forbidden) {
                    assertFalse(content.contains(new String(each, StandardCharsets.ISO_8859_1)), file.toString());
                }
            }
        }
        List<ILoggingEvent> events = new ArrayList<>(log.list);
        assertTrue(events.stream().anyMatch(event -> event.getFormattedMessage().contains("is unlocked")), "the log was listened to");
        for (ILoggingEvent event : events) {
            assertFalse(event.getFormattedMessage().contains(recoveryCode.substring(0, 14)), event.getFormattedMessage());
        }
    }

    private static String cache() {
        return Path.of("target", "model-cache").toString();
    }

    /** An impression of a finger as a file. */
    private String print(long finger, int number) throws IOException {
        FingerprintImage image = TestFingers.finger(finger).impression(number, 0.6);
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, image.width(), image.height(), image.samples());
        Path file = folder.resolve(finger + "_" + number + ".png");
        ImageIO.write(picture, "png", file.toFile());
        return file.toString();
    }

    private String recoveryCode() {
        Matcher code = Pattern.compile("([0-9A-Z]{4}-){13}[0-9A-Z]{4}").matcher(said);
        assertTrue(code.find(), said);
        String found = code.group();
        assertFalse(code.find(), "it is shown once");
        return found;
    }

    /** Runs a command with something on its standard input. */
    private int runWith(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.US_ASCII)));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private int run(String... arguments) {
        StringWriter printed = new StringWriter();
        CommandLine line = DicomSeal.commandLine().setOut(new PrintWriter(printed, true)).setErr(new PrintWriter(printed, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        boolean nested = arguments[0].equals("owner");
        all.addAll(nested ? 2 : 1, List.of("--conf", configuration.toString()));
        int status = line.execute(all.toArray(String[]::new));
        said = printed.toString();
        return status;
    }

    private static void deleteAll(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
