package org.dicomseal.codec;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * Hostile coded frames: whatever the bytes, the decoder gives a frame or a {@link CodecException}, and soon. An ordinary build runs the
 * seeds in the resources; {@code JAZZER_FUZZ=1 mvn test -Dtest=DecoderFuzzTest} looks for more.
 */
class DecoderFuzzTest {

    /** Small ones, so that many can be tried; each kind of plane fits into them. */
    private static final List<Frames.Sample> SAMPLES = Frames.all().stream().filter(s -> s.format().frameLength() <= 10_000).toList();
    private static final JointKey KEY = Frames.key(1);

    /** Bytes as they come, for one of the formats that the tests know. */
    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveAFrameOrACodecException(FuzzedDataProvider data) {
        Frames.Sample sample = SAMPLES.get(data.consumeInt(0, SAMPLES.size() - 1));
        decode(sample, data.consumeRemainingAsBytes());
    }

    /** What the mask and the check value would hide: a section and strips made by the fuzzer, put where the decoder reads them. */
    @FuzzTest(maxDuration = "10m")
    void anySectionAndStripsGiveAFrameOrACodecException(FuzzedDataProvider data) {
        Frames.Sample sample = SAMPLES.get(data.consumeInt(0, SAMPLES.size() - 1));
        byte[] section = data.consumeBytes(data.consumeInt(0, 4000));
        byte[] strips = data.consumeRemainingAsBytes();
        boolean inStrips = strips.length > 0;
        int check = 1 + (inStrips ? CodedFrame.LENGTH_BYTES : 0);
        byte[] coded = new byte[check + FrameCheck.LENGTH + section.length + strips.length];
        coded[0] = inStrips ? CodedFrame.STRIPS : CodedFrame.ADAPTIVE;
        if (inStrips) {
            CodedFrame.putLength(section.length, coded, 1);
        }
        System.arraycopy(section, 0, coded, check + FrameCheck.LENGTH, section.length);
        System.arraycopy(strips, 0, coded, coded.length - strips.length, strips.length);
        JointStream.of(KEY, 0).mask().apply(coded, check, FrameCheck.LENGTH + section.length);
        decode(sample, coded);
    }

    private static void decode(Frames.Sample sample, byte[] coded) {
        try {
            ImageCodec.decoder(sample.format(), KEY, Parallelism.SINGLE).decode(coded);
        } catch (CodecException expected) {
            return;
        }
    }
}
