package org.dicomseal.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The same input and key give the same bytes on every machine and Java version. A new format changes this digest, and nothing else may. */
class SameBytesEverywhereTest {

    @Test
    void allSamplesCodedHaveTheDigestThatTheyAlwaysHad() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Frames.Sample sample : Frames.all()) {
            CodecContractTest.encode(sample, Frames.key(1), Parallelism.SINGLE).forEach(digest::update);
        }
        assertEquals("67208c11a48dc30f14a9340e0ce4f0610d3b560fa066d3fbd4483d1a6f98f218", HexFormat.of().formatHex(digest.digest()));
    }
}
