package org.dicomseal.evaluate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.seal.NativeImage;

/**
 * What other lossless codecs make of the same frames, where their programs are installed: JPEG-LS by DCMTK's dcmcjpls or GDCM's gdcmconv, and
 * reversible JPEG 2000 by gdcmconv (OpenJPEG inside). What doesn't decode to the same samples isn't counted.
 */
public final class PeerCodecs {

    private static final long LIMIT_SECONDS = 120;

    private final Optional<List<String>> jpegLs;
    private final Optional<List<String>> jpeg2000;

    private PeerCodecs(Optional<List<String>> jpegLs, Optional<List<String>> jpeg2000) {
        this.jpegLs = jpegLs;
        this.jpeg2000 = jpeg2000;
    }

    /** Those that are installed. */
    public static PeerCodecs installed() {
        Optional<List<String>> charls = find("dcmcjpls").map(program -> List.of(program.toString()));
        return new PeerCodecs(charls.or(() -> gdcm("--jpegls")), gdcm("--j2k"));
    }

    /** None. */
    public static PeerCodecs none() {
        return new PeerCodecs(Optional.empty(), Optional.empty());
    }

    private static Optional<List<String>> gdcm(String option) {
        return find("gdcmconv").map(program -> List.of(program.toString(), option));
    }

    private static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder).resolve(program)).filter(Files::isExecutable).findFirst();
    }

    /** Which programs are used, in words. */
    public String description() {
        return "JPEG-LS: " + jpegLs.map(PeerCodecs::name).orElse("no encoder installed (dcmcjpls, gdcmconv)")
                + "; JPEG 2000: " + jpeg2000.map(PeerCodecs::name).orElse("no encoder installed (gdcmconv)");
    }

    private static String name(List<String> command) {
        return Path.of(command.get(0)).getFileName() + (command.size() > 1 ? " " + command.get(1) : "");
    }

    /** Bytes of frames in JPEG-LS and in JPEG 2000; -1 for what can't be told. */
    long[] sizes(NativeImage image, List<byte[]> frames, Path scratch) throws IOException {
        if (jpegLs.isEmpty() && jpeg2000.isEmpty() || image.module().bitsAllocated() % 8 != 0) {
            return new long[] {-1, -1};
        }
        long[] sizes = new long[2];
        for (byte[] frame : frames) {
            Path plain = Files.createTempFile(scratch, "frame", ".dcm");
            try {
                write(image.module(), frame, plain);
                add(sizes, 0, size(jpegLs, plain, image, frame, scratch));
                add(sizes, 1, size(jpeg2000, plain, image, frame, scratch));
            } finally {
                Files.deleteIfExists(plain);
            }
        }
        return sizes;
    }

    private static void add(long[] sizes, int index, long size) {
        sizes[index] = size < 0 || sizes[index] < 0 ? -1 : sizes[index] + size;
    }

    private static void write(ImagePixel pixel, byte[] frame, Path file) throws IOException {
        DataSet capture = new DataSet();
        capture.putString(Tag.SOP_CLASS_UID, VR.UI, Uids.SECONDARY_CAPTURE_IMAGE_STORAGE);
        capture.putString(Tag.SOP_INSTANCE_UID, VR.UI, Uids.random());
        capture.putInts(Tag.SAMPLES_PER_PIXEL, VR.US, pixel.samplesPerPixel());
        capture.putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, pixel.samplesPerPixel() == 3 ? "RGB" : "MONOCHROME2");
        if (pixel.samplesPerPixel() > 1) {
            capture.putInts(Tag.PLANAR_CONFIGURATION, VR.US, pixel.planarConfiguration());
        }
        capture.putInts(Tag.ROWS, VR.US, pixel.rows());
        capture.putInts(Tag.COLUMNS, VR.US, pixel.columns());
        capture.putInts(Tag.BITS_ALLOCATED, VR.US, pixel.bitsAllocated());
        capture.putInts(Tag.BITS_STORED, VR.US, pixel.bitsStored());
        capture.putInts(Tag.HIGH_BIT, VR.US, pixel.highBit());
        capture.putInts(Tag.PIXEL_REPRESENTATION, VR.US, pixel.signed() ? 1 : 0);
        capture.putBytes(Tag.PIXEL_DATA, pixel.bitsAllocated() > 8 ? VR.OW : VR.OB, Arrays.copyOf(frame, frame.length + frame.length % 2));
        try (OutputStream out = Files.newOutputStream(file)) {
            FileMeta meta = FileMeta.of(Uids.SECONDARY_CAPTURE_IMAGE_STORAGE, capture.string(Tag.SOP_INSTANCE_UID), TransferSyntax.EXPLICIT_LE);
            DicomFile.write(meta, capture, out);
        }
    }

    private static long size(Optional<List<String>> command, Path plain, NativeImage image, byte[] frame, Path scratch) throws IOException {
        if (command.isEmpty()) {
            return -1;
        }
        Path coded = Files.createTempFile(scratch, "coded", ".dcm");
        try {
            List<String> line = new java.util.ArrayList<>(command.get());
            line.add(plain.toString());
            line.add(coded.toString());
            return run(line) ? codedSize(coded, image, frame) : -1;
        } finally {
            Files.deleteIfExists(coded);
        }
    }

    private static boolean run(List<String> line) throws IOException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    private static long codedSize(Path coded, NativeImage image, byte[] frame) throws IOException {
        try (DicomFile file = DicomFile.open(coded)) {
            if (!(file.dataSet().get(Tag.PIXEL_DATA) instanceof FragmentsElement fragments)) {
                return -1;
            }
            Optional<NativeImage> decoded = NativeImage.of(file.dataSet(), file.syntax()).image();
            if (decoded.isEmpty() || !sameSamples(image, frame, decoded.get())) {
                return -1;
            }
            return fragments.fragments().stream().skip(1).mapToLong(Bulk::length).sum();
        } catch (IOException | RuntimeException unreadable) {
            return -1;
        }
    }

    private static boolean sameSamples(NativeImage image, byte[] frame, NativeImage decoded) throws IOException {
        Samples before = new Samples(image.layout());
        Samples after = new Samples(decoded.layout());
        if (image.layout().samplesPerPixel() != decoded.layout().samplesPerPixel()) {
            return false;
        }
        byte[] copy = decoded.frame(0);
        for (int sample = 0; sample < image.layout().samplesPerPixel(); sample++) {
            if (!Arrays.equals(before.plane(frame, sample), after.plane(copy, sample))) {
                return false;
            }
        }
        return true;
    }
}
