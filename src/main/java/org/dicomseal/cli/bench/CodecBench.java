package org.dicomseal.cli.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.codec.FrameDecoder;
import org.dicomseal.codec.FrameEncoder;
import org.dicomseal.codec.ImageCodec;
import org.dicomseal.codec.JointKey;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.keys.RecordReader;
import org.dicomseal.keys.RecordWriter;
import org.dicomseal.keys.Secret;

/**
 * Measures one object: what its frames take when coded and encrypted in records, as in a sealed object, and how fast that goes both
 * ways. The time is the calling thread's CPU time, or the clock's where more threads help; the least of several rounds, since
 * whatever disturbs a round only adds to it. Keys are fixed: nothing here is secret.
 */
public final class CodecBench {

    private static final byte[] HEADER = new byte[128];
    private static final int RECORD = 16 << 10;
    private static final int TAG = 16;
    private static final int LEAST_ROUNDS = 3;

    private final Parallelism parallelism;
    private final boolean wallClock;
    private final boolean encrypted;
    private final JointKey jointKey = JointKey.of(new byte[JointKey.LENGTH]);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /**
     * @param wallClock whether to measure the clock's time
     * @param encrypted whether records are part of size and time
     */
    public CodecBench(Parallelism parallelism, boolean wallClock, boolean encrypted) {
        this.parallelism = parallelism;
        this.wallClock = wallClock;
        this.encrypted = encrypted;
    }

    /**
     * What was measured of one frame.
     *
     * @param raw           bytes of the native frame
     * @param coded         bytes it adds to the sealed payload
     * @param encodeSeconds least time to code and encrypt
     * @param decodeSeconds least time to decrypt and decode
     * @param exact         whether it came back bit for bit
     */
    public record Figures(long raw, long coded, double encodeSeconds, double decodeSeconds, boolean exact) {
    }

    /** Measures an object's frames for about so many seconds, or one round if that is 0. */
    public List<Figures> measure(ImageObject object, double seconds) throws IOException {
        int frames = object.frames().size();
        double[] encode = infinities(frames);
        double[] decode = infinities(frames);
        Sealed sealed = null;
        boolean[] exact = new boolean[frames];
        long start = System.nanoTime();
        for (int round = 0; round == 0 || seconds > 0 && (round < LEAST_ROUNDS || System.nanoTime() - start < seconds * 1e9); round++) {
            sealed = seal(object, encode);
            unseal(object, sealed, decode, exact);
        }
        List<Figures> figures = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            figures.add(new Figures(object.frames().get(i).length, sealed.added(i), encode[i], decode[i], exact[i]));
        }
        return figures;
    }

    /** An object's coded frames, one after another, in records or not. */
    private record Sealed(byte[] bytes, int[] lengths, boolean encrypted) {

        int total() {
            return Arrays.stream(lengths).sum();
        }

        /** Bytes that a frame adds: its own, and the tags of the records that it fills. */
        long added(int frame) {
            long before = 0;
            for (int i = 0; i < frame; i++) {
                before += lengths[i];
            }
            long after = before + lengths[frame];
            return lengths[frame] + (encrypted ? TAG * (records(after) - records(before)) : 0);
        }

        private static long records(long bytes) {
            return (bytes + RECORD - 1) / RECORD;
        }
    }

    private Sealed seal(ImageObject object, double[] least) throws IOException {
        FrameEncoder encoder = ImageCodec.encoder(object.format(), jointKey, parallelism);
        int[] lengths = new int[object.frames().size()];
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        byte[] first = new byte[0];
        try (Secret key = Secret.owning(new byte[32]); RecordWriter records = new RecordWriter(tail, key)) {
            for (int i = 0; i < lengths.length; i++) {
                long start = now();
                byte[] coded = encoder.encode(object.frames().get(i));
                lengths[i] = coded.length;
                if (encrypted) {
                    records.write(coded, 0, coded.length);
                    first = i == lengths.length - 1 ? records.finish(HEADER) : first;
                } else {
                    tail.writeBytes(coded);
                }
                least[i] = Math.min(least[i], (now() - start) * 1e-9);
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(first.length + tail.size());
        all.writeBytes(first);
        tail.writeTo(all);
        return new Sealed(all.toByteArray(), lengths, encrypted);
    }

    private void unseal(ImageObject object, Sealed sealed, double[] least, boolean[] exact) throws IOException {
        FrameDecoder decoder = ImageCodec.decoder(object.format(), jointKey, parallelism);
        ByteArrayInputStream bytes = new ByteArrayInputStream(sealed.bytes());
        try (Secret key = Secret.owning(new byte[32]); RecordReader records = new RecordReader(bytes, key, HEADER, sealed.total())) {
            for (int i = 0; i < exact.length; i++) {
                byte[] coded = new byte[sealed.lengths()[i]];
                long start = now();
                if (encrypted) {
                    records.readFully(coded, 0, coded.length);
                } else {
                    bytes.read(coded, 0, coded.length);
                }
                byte[] frame = decoder.decode(coded);
                least[i] = Math.min(least[i], (now() - start) * 1e-9);
                exact[i] = Arrays.equals(frame, object.frames().get(i));
            }
        }
    }

    private long now() {
        return wallClock ? System.nanoTime() : threads.getCurrentThreadCpuTime();
    }

    private static double[] infinities(int count) {
        double[] all = new double[count];
        Arrays.fill(all, Double.POSITIVE_INFINITY);
        return all;
    }
}
