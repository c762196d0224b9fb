package org.dicomseal.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.SampleMeaning;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static SampleLayout layout(int samples, int allocated, int stored, int highBit, boolean signed, boolean planar) {
        return new SampleLayout(2, 2, samples, allocated, stored, highBit, signed, planar, samples == 1 ? SampleMeaning.GREY : SampleMeaning.RGB,
                SampleLayout.Padding.NONE);
    }

    @Test
    void signedTwelveBitsKeepTheirSign() {
        Samples samples = new Samples(layout(1, 16, 12, 11, true, false));
        byte[] frame = new byte[8];
        samples.put(frame, 0, 0, -5);
        samples.put(frame, 1, 0, 2047);
        samples.put(frame, 2, 0, -9000);
        samples.put(frame, 3, 0, 9000);
        assertArrayEquals(new float[] {-5, 2047, -2048, 2047}, samples.plane(frame, 0));
        assertEquals((byte) 0xff, frame[1], "the sign goes on in the unused bits");
    }

    @Test
    void bitsOutsideTheStoredOnesStay() {
        Samples samples = new Samples(layout(1, 16, 12, 15, false, false));
        byte[] frame = {0x0f, 0, 0x05, 0, 0, 0, 0, 0};
        samples.put(frame, 0, 0, 0xabc);
        assertArrayEquals(new byte[] {(byte) 0xcf, (byte) 0xab}, new byte[] {frame[0], frame[1]});
        assertEquals(0xabc, samples.get(frame, 0, 0));
        assertEquals(0, samples.get(frame, 1, 0));
    }

    @Test
    void coloursAreFoundByPixelAndByPlane() {
        byte[] frame = new byte[12];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) i;
        }
        assertArrayEquals(new float[] {1, 4, 7, 10}, new Samples(layout(3, 8, 8, 7, false, false)).plane(frame, 1));
        assertArrayEquals(new float[] {4, 5, 6, 7}, new Samples(layout(3, 8, 8, 7, false, true)).plane(frame, 1));
        assertArrayEquals(new float[] {7, 10}, new Samples(layout(3, 8, 8, 7, false, false)).rows(frame, 1, 1, 1));
    }
}
