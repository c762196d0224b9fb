package org.dicomseal.evaluate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.codec.CodecException;
import org.dicomseal.codec.FrameDecoder;
import org.dicomseal.codec.FrameEncoder;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codec.ImageCodec;
import org.dicomseal.codec.JointKey;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.keys.AuthenticationException;
import org.dicomseal.keys.RecordReader;
import org.dicomseal.keys.RecordWriter;
import org.dicomseal.keys.SealingKeys;
import org.dicomseal.keys.Secret;

/** Sealing's two stages apart, as a sealing runs them: frames are coded under the joint key, and what comes out is encrypted in records. */
final class StageSealing {

    /** Associated data of the first record: any will do, since nothing of it goes into the ciphertext. */
    private static final byte[] HEADER = new byte[128];

    private StageSealing() {
    }

    /**
     * Frames after both stages.
     *
     * @param coded          each frame's codestream
     * @param ciphertext     records of all of them
     * @param codeSeconds    CPU time of coding
     * @param encryptSeconds CPU time of encrypting
     */
    record Sealed(List<byte[]> coded, byte[] ciphertext, double codeSeconds, double encryptSeconds) {

        /** Bytes of all codestreams. */
        long codedBytes() {
            return coded.stream().mapToLong(each -> each.length).sum();
        }
    }

    static Sealed seal(FrameFormat format, List<byte[]> frames, SealingKeys keys) throws IOException {
        FrameEncoder encoder = ImageCodec.encoder(format, joint(keys), Parallelism.SINGLE);
        double start = CpuClock.now();
        List<byte[]> coded = new ArrayList<>();
        for (byte[] frame : frames) {
            coded.add(encoder.encode(frame));
        }
        double between = CpuClock.now();
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        byte[] first;
        try (RecordWriter records = new RecordWriter(tail, keys.aead())) {
            for (byte[] each : coded) {
                records.write(each, 0, each.length);
            }
            first = records.finish(HEADER);
        }
        double end = CpuClock.now();
        byte[] all = Arrays.copyOf(first, first.length + tail.size());
        System.arraycopy(tail.toByteArray(), 0, all, first.length, tail.size());
        return new Sealed(coded, all, between - start, end - between);
    }

    private static JointKey joint(SealingKeys keys) {
        byte[] bytes = keys.joint().copyBytes();
        JointKey key = JointKey.of(bytes);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }

    /** True if the records open under these keys. */
    static boolean opens(Sealed sealed, SealingKeys keys) throws IOException {
        try (Secret aead = keys.aead().copy();
             RecordReader records = new RecordReader(new ByteArrayInputStream(sealed.ciphertext()), aead, HEADER, sealed.codedBytes())) {
            records.readAllBytes();
            return true;
        } catch (AuthenticationException refused) {
            return false;
        }
    }

    /** The first frame decoded under some keys' joint key, encryption taken away; null if it is refused. */
    static byte[] firstFrame(FrameFormat format, Sealed sealed, SealingKeys keys) {
        FrameDecoder decoder = ImageCodec.decoder(format, joint(keys), Parallelism.SINGLE);
        try {
            return decoder.decode(sealed.coded().get(0));
        } catch (CodecException refused) {
            return null;
        }
    }
}
