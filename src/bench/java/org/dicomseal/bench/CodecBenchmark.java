package org.dicomseal.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codec.ImageCodec;
import org.dicomseal.codec.JointKey;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.keys.RecordReader;
import org.dicomseal.keys.RecordWriter;
import org.dicomseal.keys.Secret;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Speed of coding and decoding one frame, with and without encryption, on one thread and on two. The figure to read is megabytes, the
 * frame's raw megabytes a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CodecBenchmark {

    private static final byte[] HEADER = new byte[128];

    @Param({"CT", "MR", "CR", "US"})
    public String image;

    @Param({"false", "true"})
    public boolean encrypted;

    @Param({"1", "2"})
    public int threads;

    private final JointKey jointKey = JointKey.of(new byte[JointKey.LENGTH]);
    private ExecutorService pool;
    private Parallelism parallelism;
    private FrameFormat format;
    private byte[] frame;
    private byte[] sealed;
    private int codedLength;

    /** Counts what went through. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        public double megabytes;
    }

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        pool = Executors.newFixedThreadPool(threads);
        parallelism = threads == 1 ? Parallelism.SINGLE : Parallelism.on(pool, threads);
        format = TestImages.valueOf(image).format();
        frame = TestImages.valueOf(image).frame();
        sealed = seal();
    }

    @TearDown(Level.Trial)
    public void stop() {
        pool.shutdown();
    }

    @Benchmark
    public byte[] encode(Volume volume) throws IOException {
        volume.megabytes += frame.length / 1e6;
        return seal();
    }

    @Benchmark
    public byte[] decode(Volume volume) throws IOException {
        volume.megabytes += frame.length / 1e6;
        byte[] coded = sealed;
        if (encrypted) {
            coded = new byte[codedLength];
            try (Secret key = Secret.owning(new byte[32]);
                    RecordReader records = new RecordReader(new ByteArrayInputStream(sealed), key, HEADER, codedLength)) {
                records.readFully(coded, 0, codedLength);
            }
        }
        return ImageCodec.decoder(format, jointKey, parallelism).decode(coded);
    }

    private byte[] seal() throws IOException {
        byte[] coded = ImageCodec.encoder(format, jointKey, parallelism).encode(frame);
        codedLength = coded.length;
        if (!encrypted) {
            return coded;
        }
        ByteArrayOutputStream tail = new ByteArrayOutputStream(coded.length + coded.length / 512);
        try (Secret key = Secret.owning(new byte[32]); RecordWriter records = new RecordWriter(tail, key)) {
            records.write(coded, 0, coded.length);
            byte[] first = records.finish(HEADER);
            ByteArrayOutputStream all = new ByteArrayOutputStream(first.length + tail.size());
            all.writeBytes(first);
            tail.writeTo(all);
            return all.toByteArray();
        }
    }

    /** Runs the benchmarks; arguments are JMH's. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        new Runner(new OptionsBuilder().parent(new CommandLineOptions(args)).include(CodecBenchmark.class.getSimpleName()).build()).run();
    }
}
