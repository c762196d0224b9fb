package org.dicomseal.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.Secret;

/**
 * What the mark adds to sealing and takes on the way back, as a share of sealing without it: CPU time of one thread, of the whole object from
 * data set to written data set, least of many runs that take turns. Arguments: folders of DICOM files.
 */
public final class MarkShare {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LEAST_BYTES = 256 << 10;
    private static final int MOST_BYTES = 32 << 20;
    private static final int RUNS = 12;

    private MarkShare() {
    }

    private interface Work {
        void run() throws Exception;
    }

    /** @param arguments folders */
    public static void main(String[] arguments) throws Exception {
        System.out.println("file\tbytes\tsealing ms\tembedding %\tremoval %\ttogether %");
        double seal = 0;
        double mark = 0;
        for (String folder : arguments) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".dcm")).sorted().toList()) {
                    double[] times = measure(file);
                    if (times != null) {
                        seal += times[0];
                        mark += times[1] + times[2];
                    }
                }
            }
        }
        System.out.printf(Locale.ROOT, "all together: %.1f %% of %.0f ms%n", 100 * mark / seal, seal);
    }

    /** Sealing, embedding and removal in ms, or null for a file that isn't marked. */
    private static double[] measure(Path path) throws Exception {
        DataSet dataSet;
        try (DicomFile file = DicomFile.open(path)) {
            if (!(file.dataSet().get(Tag.PIXEL_DATA) instanceof ValueElement value) || value.length() < LEAST_BYTES
                    || value.length() > MOST_BYTES) {
                return null;
            }
            dataSet = file.dataSet().copy().put(new ValueElement(value.tag(), value.vr(),
                    Bulk.of(value.littleEndian().bytes())));
            return measure(path, dataSet, value.length());
        } catch (IOException broken) {
            return null;
        }
    }

    private static double[] measure(Path path, DataSet image, long bytes) throws Exception {
        byte[] code = new byte[128];
        Arrays.fill(code, (byte) 0x3C);
        Path scratch = Files.createTempDirectory("mark-share");
        SealOptions plain = SealOptions.defaults();
        Sealer without = new Sealer(Keys.ONE, Scratch.in(scratch), plain);
        Sealer with = new Sealer(Keys.ONE, Scratch.in(scratch), plain.withOwnerCodes(id -> Optional.of(code)));
        Unsealer unsealer = new Unsealer(Keys.ONE, Parallelism.SINGLE);
        double[] least = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        try (SealedObject marked = with.seal(image, TransferSyntax.EXPLICIT_LE)) {
            if (marked.figures().markedFrames() == 0) {
                return null;
            }
            for (int run = 0; run < RUNS; run++) {
                least[0] = Math.min(least[0], milliseconds(() -> without.seal(image, TransferSyntax.EXPLICIT_LE).close()));
                least[1] = Math.min(least[1], milliseconds(() -> with.seal(image, TransferSyntax.EXPLICIT_LE).close()));
                least[2] = Math.min(least[2], milliseconds(() -> unseal(unsealer, marked, View.WATERMARKED)));
                least[3] = Math.min(least[3], milliseconds(() -> unseal(unsealer, marked, View.ORIGINAL)));
            }
        } finally {
            Files.deleteIfExists(scratch);
        }
        double embedding = least[1] - least[0];
        double removal = least[3] - least[2];
        System.out.printf(Locale.ROOT, "%s\t%d\t%.1f\t%.1f\t%.1f\t%.1f%n", path.getFileName(), bytes, least[0], 100 * embedding / least[0],
                100 * removal / least[0], 100 * (embedding + removal) / least[0]);
        return new double[] {least[0], embedding, removal};
    }

    private static void unseal(Unsealer unsealer, SealedObject sealed, View view) throws Exception {
        try (UnsealedObject object = unsealer.open(sealed.dataSet())) {
            object.writeTo(OutputStream.nullOutputStream(), TransferSyntax.EXPLICIT_LE, view);
        }
    }

    private static double milliseconds(Work work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    }

    /** One key, from nowhere. */
    private enum Keys implements KeySource {
        ONE;

        private static final KeyId ID = KeyId.of(new byte[KeyId.LENGTH]);

        @Override
        public KeyId active() {
            return ID;
        }

        @Override
        public Secret key(KeyId id, Purpose purpose) {
            byte[] bytes = new byte[32];
            Arrays.fill(bytes, (byte) purpose.ordinal());
            return Secret.owning(bytes);
        }
    }
}
