package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dicomseal.cli.bench.CodecBench;
import org.dicomseal.cli.bench.DicomObjects;
import org.dicomseal.cli.bench.ImageObject;
import org.dicomseal.cli.bench.ObjectSource;
import org.dicomseal.cli.bench.RawExport;
import org.dicomseal.cli.bench.RawObjects;
import org.dicomseal.codec.Parallelism;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench codec FOLDER}: sizes and speeds of the codec, a line a frame. */
@Command(name = "codec", mixinStandardHelpOptions = true,
        description = {"Codes, encrypts, decrypts and decodes every frame in a folder.",
                "Prints, tab-separated: name, raw bytes, coded bytes (encryption included), encode MB/s, decode MB/s, and ok after a "
                        + "bit-exact round trip; then a summary. Speeds are of CPU time on one thread, warmed up; with --threads, of "
                        + "the clock's."})
final class BenchCodecCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "DICOM files, or raw frames with a manifest.txt")
    private Path folder;

    @Option(names = "--raw", description = "FOLDER has manifest.txt and img/*.raw")
    private boolean raw;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "threads at work on one frame (default: 1)")
    private int threads;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "0.5", description = "time for each object (default: 0.5)")
    private double seconds;

    @Option(names = "--warmup", paramLabel = "S", defaultValue = "5", description = "time before the first measurement (default: 5)")
    private double warmup;

    @Option(names = "--frames", paramLabel = "N", defaultValue = "16", description = "frames of one object at most (default: 16)")
    private int frames;

    @Option(names = "--no-encryption", description = "leave the records out")
    private boolean plain;

    @Option(names = "--frames-to", paramLabel = "OUT", description = "only write the frames to OUT, as --raw reads them")
    private Path export;

    @Spec
    private CommandSpec spec;

    private long count;
    private long rawBytes;
    private long codedBytes;
    private double encodeSeconds;
    private double decodeSeconds;
    private long failures;
    private int visited;

    @Override
    public Integer call() throws IOException {
        ObjectSource objects = raw ? new RawObjects(folder) : new DicomObjects(folder, frames, spec.commandLine().getErr());
        if (export != null) {
            try (RawExport out = new RawExport(export)) {
                objects.forEach(out::write);
            }
            return 0;
        }
        ExecutorService pool = threads > 1 ? Executors.newFixedThreadPool(threads - 1) : null;
        try {
            Parallelism parallelism = pool == null ? Parallelism.SINGLE : Parallelism.on(pool, threads);
            run(new CodecBench(parallelism, pool != null, !plain), objects);
        } finally {
            if (pool != null) {
                pool.shutdown();
            }
        }
        return failures == 0 ? 0 : 1;
    }

    private void run(CodecBench bench, ObjectSource objects) throws IOException {
        long end = System.nanoTime() + (long) (warmup * 1e9);
        while (System.nanoTime() < end && seconds > 0) {
            int before = visited;
            objects.forEach(object -> {
                visited++;
                if (System.nanoTime() < end) {
                    bench.measure(object, 0);
                }
            });
            if (visited == before) {
                break;
            }
        }
        objects.forEach(object -> print(object, bench.measure(object, seconds)));
        line("total " + count + " frames", rawBytes, codedBytes, encodeSeconds, decodeSeconds, failures == 0);
    }

    private void print(ImageObject object, List<CodecBench.Figures> figures) {
        for (int i = 0; i < figures.size(); i++) {
            CodecBench.Figures f = figures.get(i);
            count++;
            rawBytes += f.raw();
            codedBytes += f.coded();
            encodeSeconds += f.encodeSeconds();
            decodeSeconds += f.decodeSeconds();
            failures += f.exact() ? 0 : 1;
            line(object.name(i), f.raw(), f.coded(), f.encodeSeconds(), f.decodeSeconds(), f.exact());
        }
    }

    private void line(String name, long rawSize, long coded, double encode, double decode, boolean exact) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%s\t%d\t%d\t%.4f\t%.4f\t%s%n", name.replace('\t', ' '), rawSize, coded, rawSize / encode / 1e6,
                rawSize / decode / 1e6, exact ? "ok" : "FAILED");
        out.flush();
    }
}
