package org.dicomseal.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.dicomseal.biometric.FingerprintImage;
import org.dicomseal.biometric.OwnerEnrolment;
import org.dicomseal.biometric.Owners;
import org.dicomseal.biometric.TestFingers;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.keys.Keyring;
import org.dicomseal.keys.Password;
import org.dicomseal.keys.SecondFactor;
import org.dicomseal.keys.Secret;
import org.dicomseal.seal.Scratch;
import org.dicomseal.seal.SealOptions;
import org.dicomseal.seal.SealedObject;
import org.dicomseal.seal.Sealer;
import org.dicomseal.seal.TraceCheck;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.View;
import org.dicomseal.seal.ViewReport;
import org.dicomseal.seal.Watermarker;
import org.dicomseal.watermark.trace.GreyImage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code verify} as a person runs it, with an owner who shows a finger: watermarked, sealed and traced files, and pictures of them. */
class VerifyCommandTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_LE;
    private static final String PASSWORD = "correct horse battery";
    private static final int SIDE = 512;

    @TempDir
    private static Path folder;
    /** Whose keystore keeps the second factor, so that most tests need no finger. */
    private static Path unattended;
    private static Path locked;
    private static Path finger;
    private static Path stranger;
    private static Path marked;
    private static Path sealed;
    private static Path traced;
    private static Path plain;
    private static GreyImage tracedPicture;

    private String said;

    @BeforeAll
    static void enrolAndMark() throws Exception {
        Path passwordFile = folder.resolve("password");
        Files.createFile(passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, PASSWORD);
        locked = configuration("keys", passwordFile);
        unattended = configuration("unattended", passwordFile);
        finger = picture(TestFingers.finger(11).impression(7, 0.6), folder.resolve("finger.png"));
        stranger = picture(TestFingers.finger(12).impression(0, 0.6), folder.resolve("stranger.png"));
        Path keystore = folder.resolve("keys/node.p12");
        try (Password password = Password.of(PASSWORD.toCharArray())) {
            Keyring.init(keystore, password).close();
            try (Owners owners = Owners.open(keystore, password); Secret secret = new OwnerEnrolment(owners)
                    .enrol("radiology", TestFingers.three(11), TestFingers.enrollment(), password).secret()) {
                copy(keystore.getParent(), folder.resolve("unattended"));
                try (Keyring kept = Keyring.open(folder.resolve("unattended/node.p12"), password, SecondFactor.none())) {
                    kept.keepSecondFactor(secret, password);
                }
                makeFiles(owners);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Path configuration(String keys, Path passwordFile) throws IOException {
        return Files.writeString(folder.resolve(keys + ".yaml"), """
                listen: {address: 127.0.0.1, port: 0}
                archives:
                  main: {called: SEAL, ae: ARCHIVE, host: 127.0.0.1, port: 104}
                peers:
                  ward: {ae: WARD, trace: true}
                  clinic: {ae: CLINIC, trace: "St. Anna"}
                keystore: {path: '%s', passwordFile: '%s', unattended: %s}
                """.formatted(folder.resolve(keys + "/node.p12"), passwordFile, keys.equals("unattended")));
    }

    private static void makeFiles(Owners owners) throws Exception {
        DataSet image = image();
        plain = write(image, folder.resolve("plain.dcm"));
        marked = write(new Watermarker(owners.keyring(), owners::code).mark(image).dataSet(), folder.resolve("marked.dcm"));
        SealOptions options = SealOptions.defaults().withOwnerCodes(owners::code);
        try (SealedObject object = new Sealer(owners.keyring(), Scratch.in(folder), options).seal(image, EXPLICIT)) {
            sealed = write(object.dataSet(), folder.resolve("sealed.dcm"));
        }
        Unsealer unsealer = new Unsealer(owners.keyring(), Parallelism.SINGLE).withOwnerCodes(owners::code);
        try (DicomFile file = DicomFile.open(sealed); UnsealedObject object = unsealer.open(file.dataSet())) {
            assertEquals(ViewReport.Kind.MADE, object.makeView(Optional.of("St. Anna")).kind());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            object.writeTo(bytes, EXPLICIT, View.WATERMARKED);
            DataSet view = DicomReader.fromBytes(bytes.toByteArray(), EXPLICIT);
            traced = write(view, folder.resolve("traced.dcm"));
            tracedPicture = new TraceCheck(owners.keyring(), List.of(), List.of()).shown(view, EXPLICIT, 0).orElseThrow();
        }
    }

    /** A 12-bit body of shades and noise. */
    private static DataSet image() {
        Random random = new Random(5);
        byte[] pixels = new byte[2 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            double x = 2.0 * (i % SIDE) / SIDE - 1;
            double y = 2.0 * (i / SIDE) / SIDE - 1;
            double value = x * x + y * y < 0.9 ? 1400 + 300 * Math.sin(9 * x) * Math.cos(7 * y) : 100;
            int stored = (int) (value + 25 * random.nextGaussian());
            pixels[2 * i] = (byte) stored;
            pixels[2 * i + 1] = (byte) (stored >> 8);
        }
        return new DataSet()
                .putString(Tag.SOP_CLASS_UID, VR.UI, Uids.CT_IMAGE_STORAGE).putString(Tag.SOP_INSTANCE_UID, VR.UI, "2.25.815")
                .putInts(Tag.SAMPLES_PER_PIXEL, VR.US, 1).putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, "MONOCHROME2")
                .putInts(Tag.ROWS, VR.US, SIDE).putInts(Tag.COLUMNS, VR.US, SIDE)
                .putInts(Tag.BITS_ALLOCATED, VR.US, 16).putInts(Tag.BITS_STORED, VR.US, 12).putInts(Tag.HIGH_BIT, VR.US, 11)
                .putInts(Tag.PIXEL_REPRESENTATION, VR.US, 0)
                .putString(Tag.WINDOW_CENTER, VR.DS, "1400").putString(Tag.WINDOW_WIDTH, VR.DS, "1600")
                .putBytes(Tag.PIXEL_DATA, VR.OW, pixels);
    }

    private static Path write(DataSet dataSet, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomFile.write(FileMeta.of(dataSet.string(Tag.SOP_CLASS_UID), dataSet.string(Tag.SOP_INSTANCE_UID), EXPLICIT), dataSet, bytes);
        return Files.write(file, bytes.toByteArray());
    }

    private static Path picture(FingerprintImage impression, Path file) throws IOException {
        BufferedImage image = new BufferedImage(impression.width(), impression.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, impression.width(), impression.height(), impression.samples());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static BufferedImage exported(GreyImage picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                image.getRaster().setSample(x, y, 0, Math.round(picture.at(x, y)));
            }
        }
        return image;
    }

    private static Path jpeg(GreyImage picture, int quality, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality / 100f);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(exported(picture), null, null), parameters);
        } finally {
            writer.dispose();
        }
        return file;
    }

    private int verify(Object... arguments) {
        return verifyWith(unattended, arguments);
    }

    private int verifyWith(Path configuration, Object... arguments) {
        return run("verify", configuration, arguments);
    }

    private int run(String command, Path configuration, Object... arguments) {
        StringWriter output = new StringWriter();
        Stream<Object> common = Stream.of(command, "--conf", configuration, "--cache", "target/model-cache");
        String[] all = Stream.concat(common, Stream.of(arguments)).map(Object::toString).toArray(String[]::new);
        int status = DicomSeal.commandLine().setOut(new PrintWriter(output)).setErr(new PrintWriter(output)).execute(all);
        said = output.toString();
        return status;
    }

    private void assertSaid(String... texts) {
        for (String text : texts) {
            assertTrue(said.contains(text), () -> "not said: " + text + "\n" + said);
        }
    }

    @Test
    void aWatermarkedFileIsItsOwnersOnceTheFingerIsShown() {
        assertEquals(1, verifyWith(locked, marked));
        assertSaid("is locked");
        assertEquals(1, verifyWith(locked, "--finger", stranger, marked));
        assertSaid("opens nothing");
        assertEquals(0, verifyWith(locked, "--finger", finger, "--owner", "radiology", marked), () -> said);
        assertSaid("owner:     radiology", "error rate 0.000, normalised correlation 1.000", "this object", "intact, and radiology's",
                "no trace of one");
    }

    @Test
    void anIntactFileOfSomebodyElseIsNotAllRight() {
        assertEquals(1, verify("--owner", "cardiology", marked));
        assertSaid("intact, but not cardiology's");
    }

    @Test
    void aSealedFileIsAuthenticAndTellsItsOwner() {
        assertEquals(0, verify(sealed), () -> said);
        assertSaid("sealed, and authentic", "owner:     radiology", "proven to be as they were sealed");
    }

    @Test
    void anUnmarkedFileIsUnknown() {
        assertEquals(1, verify(plain));
        assertSaid("no mark was found", "verdict:   unknown");
    }

    @Test
    void anEditIsFoundAndDrawnWhereItWasMade() throws Exception {
        DataSet edited;
        try (DicomFile file = DicomFile.open(marked)) {
            edited = file.dataSet().copy();
            byte[] pixels = ((ValueElement) edited.get(Tag.PIXEL_DATA)).value().bytes();
            for (int row = 200; row < 230; row++) {
                for (int column = 330; column < 370; column++) {
                    pixels[2 * (row * SIDE + column)] ^= 0x10;
                }
            }
            edited.putBytes(Tag.PIXEL_DATA, VR.OW, pixels);
            write(edited, folder.resolve("edited.dcm"));
        }
        Path map = folder.resolve("map.png");
        assertEquals(1, verify("--map", map, folder.resolve("edited.dcm")));
        assertSaid("1 of 64 blocks", "........\n    .....X..\n    ........".replace("\n", System.lineSeparator()), "verdict:   altered");
        BufferedImage drawn = ImageIO.read(map.toFile());
        assertEquals(0xFF0000, drawn.getRGB(320, 192) & 0xFFFFFF);
        assertEquals(drawn.getRGB(10, 10) >> 16 & 0xFF, drawn.getRGB(10, 10) & 0xFF);
    }

    @Test
    void aChangeOfASealedFileIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(sealed);
        bytes[bytes.length - 4000] ^= 1;
        Path changed = Files.write(folder.resolve("changed.dcm"), bytes);
        assertEquals(1, verify(changed));
        assertSaid("verdict:   altered");
    }

    @Test
    void aTracedViewTellsOwnerAndRecipient() {
        assertEquals(0, verify(traced), () -> said);
        assertSaid("owner:     radiology", "recipient: St. Anna", "intact, and radiology's");
    }

    @Test
    void aFileThatWasUnsealedForARecipientTellsBoth() {
        Path view = folder.resolve("view.dcm");
        assertEquals(0, run("unseal", unattended, "--view", "watermarked", "--trace", "ward", sealed, view), () -> said);
        assertEquals(0, verify(view), () -> said);
        assertSaid("recipient: ward", "intact, and radiology's");
        assertEquals(1, run("unseal", unattended, "--trace", "ward", sealed, folder.resolve("original.dcm")));
        assertSaid("--view watermarked");
    }

    @Test
    void exportedPicturesTellTheirRecipient() throws Exception {
        Path png = folder.resolve("exported.png");
        ImageIO.write(exported(tracedPicture), "png", png.toFile());
        assertEquals(0, verify(png), () -> said);
        assertSaid("recipient: St. Anna", "without the original");
        Path worse = jpeg(tracedPicture.part(40, 24, 448, 448), 60, folder.resolve("worse.jpg"));
        assertEquals(0, verify("--original", sealed, worse), () -> said);
        assertSaid("recipient: St. Anna", "with the original");
    }

    @Test
    void aPictureWithoutATraceIsUnknown() throws Exception {
        GreyImage flat = new GreyImage(256, 256, new float[256 * 256]);
        Arrays.fill(flat.levels(), 100);
        Path png = folder.resolve("flat.png");
        ImageIO.write(exported(flat), "png", png.toFile());
        assertEquals(1, verify(png));
        assertSaid("no trace of one");
        assertEquals(1, verify("--original", png, png));
    }

    @Test
    void whatCannotBeReadIsNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text.dcm"), "this is no image at all, in any format");
        assertEquals(1, verify(text));
        assertEquals(1, verifyWith(locked, "--finger", folder.resolve("nowhere.png"), marked));
        assertSaid("nowhere.png");
    }
}
