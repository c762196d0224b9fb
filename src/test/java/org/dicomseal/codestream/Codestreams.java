package org.dicomseal.codestream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The codestreams of src/test/resources/codestream, and what tests do with them. */
final class Codestreams {

    private Codestreams() {
    }

    static byte[] resource(String name) {
        try (InputStream in = Codestreams.class.getResourceAsStream("/codestream/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Grey or RGB and the bits of a sample, as a resource's name begins. */
    static EncodedFormat format(String name) {
        int digits = 1;
        while (Character.isDigit(name.charAt(digits))) {
            digits++;
        }
        int bits = Integer.parseInt(name.substring(1, digits));
        return TestImage.format(name.charAt(0) == 'c' ? 3 : 1, bits, name.charAt(0) == 's');
    }

    /**
     * Damages a codestream over and over, at random but repeatably: every decoding ends in a frame or a CodestreamException.
     */
    static void damage(CodestreamDecoder decoder, byte[] codestream, EncodedFormat format, int times) {
        Random random = new Random(codestream.length);
        int refused = 0;
        for (int i = 0; i < times; i++) {
            byte[] damaged = random.nextInt(4) == 0 ? Arrays.copyOf(codestream, random.nextInt(codestream.length)) : codestream.clone();
            for (int j = random.nextInt(4); j >= 0 && damaged.length > 0; j--) {
                // Headers come first and are where lengths and counts are.
                int reach = random.nextBoolean() ? damaged.length : Math.min(damaged.length, 200);
                damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
            }
            try {
                DecodedFrame frame = decoder.decode(damaged, format);
                assertTrue(frame.bytes().length == format.frameLength(), "a frame of the announced length");
            } catch (CodestreamException expected) {
                refused++;
            }
        }
        assertTrue(refused > 0, "no damage was noticed at all");
    }
}
