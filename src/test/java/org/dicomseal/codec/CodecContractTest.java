package org.dicomseal.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds for every mode of the codec. */
class CodecContractTest {

    private static final JointKey KEY = Frames.key(1);
    private static final int OVERHEAD = 5;

    static List<Frames.Sample> samples() {
        return Frames.all();
    }

    static List<byte[]> encode(Frames.Sample sample, JointKey key, Parallelism parallelism) {
        FrameEncoder encoder = ImageCodec.encoder(sample.format(), key, parallelism);
        List<byte[]> coded = new ArrayList<>();
        for (byte[] frame : sample.frames()) {
            coded.add(encoder.encode(frame));
        }
        return coded;
    }

    static byte[] decodeLast(Frames.Sample sample, List<byte[]> coded, byte[] last) throws CodecException {
        FrameDecoder decoder = ImageCodec.decoder(sample.format(), KEY, Parallelism.SINGLE);
        for (byte[] before : coded.subList(0, coded.size() - 1)) {
            decoder.decode(before);
        }
        return decoder.decode(last);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyFrameComesBackBitForBit(Frames.Sample sample) throws CodecException {
        FrameDecoder decoder = ImageCodec.decoder(sample.format(), KEY, Parallelism.SINGLE);
        List<byte[]> coded = encode(sample, KEY, Parallelism.SINGLE);
        for (int k = 0; k < coded.size(); k++) {
            assertArrayEquals(sample.frames().get(k), decoder.decode(coded.get(k)));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noFrameGrowsByMoreThanItsHeader(Frames.Sample sample) {
        List<byte[]> coded = encode(sample, KEY, Parallelism.SINGLE);
        for (int k = 0; k < coded.size(); k++) {
            assertTrue(coded.get(k).length <= sample.frames().get(k).length + OVERHEAD);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theFrameGivenIsNotChanged(Frames.Sample sample) {
        byte[] frame = sample.frames().get(0);
        byte[] before = frame.clone();
        ImageCodec.encoder(sample.format(), KEY, Parallelism.SINGLE).encode(frame);
        assertArrayEquals(before, frame);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void moreThreadsGiveTheSameBytes(Frames.Sample sample) throws CodecException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Parallelism three = Parallelism.on(pool, 3);
            List<byte[]> alone = encode(sample, KEY, Parallelism.SINGLE);
            List<byte[]> together = encode(sample, KEY, three);
            FrameDecoder decoder = ImageCodec.decoder(sample.format(), KEY, three);
            for (int k = 0; k < alone.size(); k++) {
                assertArrayEquals(alone.get(k), together.get(k));
                assertArrayEquals(sample.frames().get(k), decoder.decode(together.get(k)));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyTruncationIsAnError(Frames.Sample sample) throws CodecException {
        List<byte[]> coded = encode(sample, KEY, Parallelism.SINGLE);
        byte[] last = coded.get(coded.size() - 1);
        // each length of short ones; of long ones the ends and a spread between
        int step = Math.max(1, last.length / 200);
        for (int length = 0; length < last.length; length += length < 40 || last.length - length < 40 ? 1 : step) {
            byte[] cut = Arrays.copyOf(last, length);
            assertThrows(CodecException.class, () -> decodeLast(sample, coded, cut), () -> "cut to " + cut.length + " of " + last.length);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyExtraByteIsAnError(Frames.Sample sample) {
        List<byte[]> coded = encode(sample, KEY, Parallelism.SINGLE);
        byte[] last = coded.get(coded.size() - 1);
        for (int extra : new int[] {1, 7, 1000}) {
            byte[] longer = Arrays.copyOf(last, last.length + extra);
            Arrays.fill(longer, last.length, longer.length, (byte) 0xa5);
            assertThrows(CodecException.class, () -> decodeLast(sample, coded, longer), () -> extra + " more bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void changedBytesAreAnError(Frames.Sample sample) {
        List<byte[]> coded = encode(sample, KEY, Parallelism.SINGLE);
        byte[] last = coded.get(coded.size() - 1);
        Random random = new Random(4);
        for (int i = 0; i < 150; i++) {
            byte[] changed = last.clone();
            int at = i < 60 && i < changed.length ? i : random.nextInt(changed.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            assertThrows(CodecException.class, () -> decodeLast(sample, coded, changed), () -> "byte " + at + " changed");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void framesOutOfOrderAreAnError(Frames.Sample sample) {
        List<byte[]> coded = encode(sample, KEY, Parallelism.SINGLE);
        FrameDecoder decoder = ImageCodec.decoder(sample.format(), KEY, Parallelism.SINGLE);
        byte[] first = coded.get(0);
        assertThrows(CodecException.class, () -> {
            byte[] frame = decoder.decode(first);
            assertArrayEquals(sample.frames().get(0), frame);
            decoder.decode(first);
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSameFrameAndKeyGiveTheSameBytesAndAnotherKeyOthers(Frames.Sample sample) {
        List<byte[]> coded = encode(sample, KEY, Parallelism.SINGLE);
        List<byte[]> again = encode(sample, KEY, Parallelism.SINGLE);
        List<byte[]> other = encode(sample, Frames.key(2), Parallelism.SINGLE);
        for (int k = 0; k < coded.size(); k++) {
            assertArrayEquals(coded.get(k), again.get(k));
            assertEquals(coded.get(k).length, other.get(k).length, 2, "the key changes no size");
            assertTrue(!Arrays.equals(coded.get(k), other.get(k)), "the key changes the bytes");
        }
    }

    /** Threads keep arrays from image to image: nothing of one patient's may show in what is coded for the next. */
    @Test
    void whatAThreadCodedBeforeChangesNoByteOfWhatItCodes() throws InterruptedException, ExecutionException {
        List<List<byte[]>> oneAfterTheOther = new ArrayList<>();
        for (Frames.Sample sample : samples()) {
            oneAfterTheOther.add(encode(sample, KEY, Parallelism.SINGLE));
        }
        for (int i = 0; i < samples().size(); i++) {
            Frames.Sample sample = samples().get(i);
            ExecutorService fresh = Executors.newSingleThreadExecutor();
            try {
                List<byte[]> alone = fresh.submit(() -> encode(sample, KEY, Parallelism.SINGLE)).get();
                for (int k = 0; k < alone.size(); k++) {
                    assertArrayEquals(alone.get(k), oneAfterTheOther.get(i).get(k), sample.name());
                }
            } finally {
                fresh.shutdown();
            }
        }
    }
}
