package org.dicomseal.codestream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Every real file that can be decoded here gives the samples that DCMTK and OpenJPEG decode. */
class RealFilesIT {

    private static final Path DATA = Path.of("../shared/data/dicom");
    private static final Logger LOG = LoggerFactory.getLogger(RealFilesIT.class);

    private static final List<String> RLE = List.of("1.2.840.10008.1.2.5");
    private static final List<String> JPEG_LS = List.of("1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81");
    private static final List<String> LOSSLESS_JPEG = List.of("1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70");
    private static final List<String> LOSSY_JPEG = List.of("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51");
    private static final List<String> JPEG_2000 = List.of("1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91");

    @TempDir
    private Path folder;

    @Test
    void rleAsDcmtk() throws Exception {
        compare(RLE, "dcmdrle", List.of("-q"));
    }

    @Test
    void jpegLsAsDcmtk() throws Exception {
        compare(JPEG_LS, "dcmdjpls", List.of("-q"));
    }

    @Test
    void losslessJpegAsDcmtk() throws Exception {
        compare(LOSSLESS_JPEG, "dcmdjpeg", List.of("-q", "+cn"));
    }

    /** Colour as the data set says or, where that is RGB over marked luminance and chrominance, as the codestream says. */
    @Test
    void lossyJpegOfEightBitsAsDcmtk() throws Exception {
        int equal = 0;
        int refused = 0;
        for (Path file : files(LOSSY_JPEG)) {
            try {
                byte[] ours = PeerImages.decode(file).frames();
                boolean same = Arrays.equals(ours, peer(file, "dcmdjpeg", List.of("-q", "+cp")))
                        || Arrays.equals(ours, peer(file, "dcmdjpeg", List.of("-q", "+cg")));
                assertTrue(same || peer(file, "dcmdjpeg", List.of("-q", "+cp")) == null, file.toString());
                equal++;
            } catch (CodestreamException refusal) {
                LOG.info("{}: {}", file, refusal.getMessage());
                refused++;
            }
        }
        LOG.info("lossy JPEG: {} files as DCMTK, {} refused", equal, refused);
        assertTrue(equal > 0);
    }

    @Test
    void jpeg2000AsOpenJpeg() throws Exception {
        Peers.find("opj_decompress");
        int exact = 0;
        int close = 0;
        for (Path file : files(JPEG_2000)) {
            try (DicomFile dicom = DicomFile.open(file)) {
                byte[] codestream = PixelData.of(dicom.dataSet()).frame(0).bytes();
                byte[] theirs = openJpeg(codestream);
                if (theirs == null) {
                    LOG.info("{}: opj_decompress can't decode it", file);
                    continue;
                }
                PeerImages.Decoded ours = PeerImages.decode(dicom);
                boolean reversible = CodestreamDecoders.forSyntax(dicom.syntax().uid()).orElseThrow().mayBeLossless(codestream);
                int farthest = farthest(ours, theirs);
                if (reversible) {
                    assertEquals(0, farthest, file.toString());
                    exact++;
                } else {
                    assertTrue(farthest <= 1, () -> file + " differs by " + farthest);
                    close++;
                }
            }
        }
        LOG.info("JPEG 2000: {} reversible files exactly as OpenJPEG, {} others within 1", exact, close);
        assertTrue(exact > 0 && close > 0);
    }

    @Test
    void singleBitFramesAreThoseOfTheUncompressedTwin() throws IOException {
        Path folder = DATA.resolve("pydicom-data");
        assumeTrue(Files.exists(folder.resolve("liver.dcm")));
        byte[] expected = PeerImages.nativeFrames(folder.resolve("liver.dcm"));
        assertArrayEquals(expected, PeerImages.decode(folder.resolve("liver_rle.dcm")).frames());
        assertArrayEquals(expected, PeerImages.decode(folder.resolve("liver_deflate.dcm")).frames());
    }

    @Test
    void compressedFormsOfOneImageGiveThatImage() throws IOException {
        Map<String, List<String>> forms = Map.of("CT1", List.of("J2KR", "JLSL", "JPLL"), "MR1", List.of("J2KR", "JLSL", "JPLL", "RLE"),
                "NM1", List.of("J2KR", "JLSL", "JPLL", "RLE"), "US1", List.of("J2KR", "RLE"), "MR4", List.of("J2KR", "JLSL"), "VL1", List.of("RLE"));
        int compared = 0;
        for (Map.Entry<String, List<String>> image : forms.entrySet()) {
            Path plain = DATA.resolve("nema-wg04/" + image.getKey() + "_UNC.dcm");
            for (String form : image.getValue()) {
                Path coded = DATA.resolve("nema-wg04/" + image.getKey() + "_" + form + ".dcm");
                if (Files.exists(plain) && Files.exists(coded)) {
                    PeerImages.Decoded decoded = PeerImages.decode(coded);
                    assertTrue(decoded.lossless(), coded.toString());
                    assertArrayEquals(PeerImages.nativeFrames(plain), decoded.frames(), coded.toString());
                    compared++;
                }
            }
        }
        LOG.info("{} compressed files equal to their uncompressed twins", compared);
        assumeTrue(compared > 0);
    }

    /**
     * GDCM as a third opinion on what is lossless. It is wrong on some files without saying so: where it differs, DCMTK or the file's uncompressed twin
     * has to be on our side.
     */
    @Test
    void losslessFilesAsGdcmWhereItIsRight() throws Exception {
        Peers.find("gdcmconv");
        Map<List<String>, String> others = Map.of(RLE, "dcmdrle", JPEG_LS.subList(0, 1), "dcmdjpls", LOSSLESS_JPEG, "dcmdjpeg",
                JPEG_2000.subList(0, 1), "");
        int equal = 0;
        List<String> different = new ArrayList<>();
        for (Map.Entry<List<String>, String> syntaxes : others.entrySet()) {
            for (Path file : files(syntaxes.getKey())) {
                byte[] theirs = peer(file, "gdcmconv", List.of("--raw"));
                if (theirs == null) {
                    LOG.info("{}: gdcmconv can't decode it", file);
                    continue;
                }
                byte[] ours = PeerImages.decode(file).frames();
                if (Arrays.equals(ours, theirs)) {
                    equal++;
                } else {
                    assertTrue(othersAgree(file, syntaxes.getValue(), ours), () -> file + " is not as GDCM decodes it, and nobody else is for us");
                    different.add(file.getFileName().toString());
                }
            }
        }
        LOG.info("gdcmconv: {} files, byte for byte; others are for us on {}", equal, different);
        assertTrue(equal > different.size());
    }

    private boolean othersAgree(Path file, String program, byte[] ours) throws Exception {
        if (!program.isEmpty()) {
            return Arrays.equals(ours, peer(file, program, program.equals("dcmdjpeg") ? List.of("-q", "+cn") : List.of("-q")));
        }
        try (DicomFile dicom = DicomFile.open(file)) {
            byte[] theirs = openJpeg(PixelData.of(dicom.dataSet()).frame(0).bytes());
            return theirs != null && farthest(PeerImages.decode(dicom), theirs) == 0;
        }
    }

    /** Where the peer decodes a file, we do and get the same bytes. */
    private void compare(List<String> syntaxes, String program, List<String> options) throws Exception {
        Peers.find(program);
        List<Path> files = files(syntaxes);
        int equal = 0;
        for (Path file : files) {
            byte[] expected = peer(file, program, options);
            if (expected == null) {
                LOG.info("{}: {} can't decode it", file, program);
                continue;
            }
            assertArrayEquals(expected, PeerImages.decode(file).frames(), file.toString());
            equal++;
        }
        LOG.info("{}: {} of {} files, byte for byte", program, equal, files.size());
        assertTrue(equal > 0);
    }

    private static List<Path> files(List<String> syntaxes) throws IOException {
        assumeTrue(Files.isDirectory(DATA), "no test data");
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(DATA)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".dcm")).sorted().toList()) {
                try (DicomFile dicom = DicomFile.open(file)) {
                    if (syntaxes.contains(dicom.syntax().uid())) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    /** The frames that the peer decodes, or null if it can't. */
    private byte[] peer(Path file, String program, List<String> options) throws Exception {
        Path out = folder.resolve("decoded.dcm");
        Files.deleteIfExists(out);
        List<Object> arguments = new ArrayList<>(options);
        arguments.add(file);
        arguments.add(out);
        Peers.Run run = Peers.run(program, arguments.toArray());
        return run.status() == 0 && Files.exists(out) ? PeerImages.nativeFrames(out) : null;
    }

    /** The first frame's samples, component after component, in one or two bytes each; null if the peer can't decode it. */
    private byte[] openJpeg(byte[] codestream) throws Exception {
        boolean boxed = codestream[0] == 0;
        Path in = Files.write(folder.resolve(boxed ? "frame.jp2" : "frame.j2k"), codestream);
        Path out = folder.resolve("frame.rawl");
        return Peers.run("opj_decompress", "-i", in, "-o", out).status() == 0 ? Files.readAllBytes(out) : null;
    }

    private static int farthest(PeerImages.Decoded ours, byte[] theirs) {
        EncodedFormat format = ours.format();
        int pixels = format.rows() * format.columns();
        int samples = format.samplesPerPixel();
        int ourBytes = format.bitsAllocated() / 8;
        int theirBytes = theirs.length / pixels / samples;
        int mask = (1 << Math.min(8 * theirBytes, format.bitsStored())) - 1;
        int farthest = 0;
        for (int c = 0; c < samples; c++) {
            for (int i = 0; i < pixels; i++) {
                int a = number(ours.frames(), (i * samples + c) * ourBytes, ourBytes) & mask;
                int b = number(theirs, (c * pixels + i) * theirBytes, theirBytes) & mask;
                int distance = Math.abs(a - b);
                // Signed numbers of the two signs lie at the two ends of the range.
                farthest = Math.max(farthest, Math.min(distance, mask + 1 - distance));
            }
        }
        return farthest;
    }

    private static int number(byte[] bytes, int at, int count) {
        return count == 1 ? bytes[at] & 0xFF : bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }
}
