package org.dicomseal.codestream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.PixelData;

/**
 * JPEG-LS decoding against CharLS on the same codestreams in one run, CPU time of one thread each.
 * Arguments: the program built from src/bench/native/charls_decode.cpp, and folders of DICOM files.
 */
public final class JpegLsSpeed {

    private static final List<String> SYNTAXES = List.of("1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private JpegLsSpeed() {
    }

    private record Sample(Path file, Path codestream, EncodedFormat format) {
    }

    public static void main(String[] arguments) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            try (Stream<Path> files = Files.walk(Path.of(arguments[i]))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".dcm")).sorted().toList()) {
                    extract(file, samples);
                }
            }
        }
        List<Double> ratios = new ArrayList<>();
        System.out.println("file\tbytes\tours MB/s\tCharLS MB/s\tratio");
        for (Sample sample : samples) {
            double ours = ours(sample);
            double peer = peer(arguments[0], sample.codestream);
            if (peer > 0) {
                ratios.add(ours / peer);
            }
            System.out.printf("%s\t%d\t%.1f\t%.1f\t%.2f%n", sample.file.getFileName(), sample.format.frameLength(), ours, peer,
                    peer > 0 ? ours / peer : Double.NaN);
            Files.delete(sample.codestream);
        }
        double logs = ratios.stream().mapToDouble(Math::log).sum();
        System.out.printf("geometric mean of %d ratios: %.2f%n", ratios.size(), Math.exp(logs / ratios.size()));
    }

    /** The first frame of a JPEG-LS file; files that can't be read are passed over. */
    private static void extract(Path file, List<Sample> samples) {
        try (DicomFile dicom = DicomFile.open(file)) {
            if (!SYNTAXES.contains(dicom.syntax().uid())) {
                return;
            }
            PixelData pixels = PixelData.of(dicom.dataSet());
            ImagePixel image = pixels.image();
            EncodedFormat format = new EncodedFormat(image.rows(), image.columns(), image.samplesPerPixel(), image.bitsAllocated(),
                    image.bitsStored(), image.highBit(), image.signed(), image.planarConfiguration(), image.photometric());
            Path codestream = Files.createTempFile("speed", ".jls");
            Files.write(codestream, pixels.frame(0).bytes());
            samples.add(new Sample(file, codestream, format));
        } catch (IOException e) {
            System.out.println(file + ": " + e.getMessage());
        }
    }

    private static double ours(Sample sample) throws IOException {
        byte[] codestream = Files.readAllBytes(sample.codestream);
        CodestreamDecoder decoder = CodestreamDecoders.forSyntax(SYNTAXES.get(0)).orElseThrow();
        long[] times = new long[4000];
        int runs = 0;
        for (long total = 0; runs < 20 || total < 2_000_000_000L && runs < times.length; runs++) {
            long start = THREADS.getCurrentThreadCpuTime();
            decoder.decode(codestream, sample.format);
            times[runs] = THREADS.getCurrentThreadCpuTime() - start;
            total += times[runs];
        }
        Arrays.sort(times, 0, runs);
        return sample.format.frameLength() * 1e3 / times[runs / 2];
    }

    /** CharLS's speed, 0 where it can't decode the codestream. */
    private static double peer(String program, Path codestream) throws IOException {
        Process process = new ProcessBuilder(program, codestream.toString()).redirectErrorStream(true).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            return Double.parseDouble(out.readLine().split("\t")[2]);
        }
    }
}
