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
        assertEquals("7a260e16a03852b21e3724bc71f0413d251d8be297084b46f09835c380bebfcb", HexFormat.of().formatHex(digest.digest()));
    }
}
