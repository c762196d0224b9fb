package org.dicomseal.watermark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TamperMapTest {

    private static final WatermarkKey KEY = new WatermarkKey(new byte[32]);

    @Test
    void everyChangedBlockIsFoundAndNoOtherOverAThousandEdits() {
        Random random = new Random(3);
        SampleLayout layout = SyntheticFrames.grey(300, 333, 16, 12, false);
        byte[] original = SyntheticFrames.frame(layout, 0.01, 1);
        TamperMap tamper = new TamperMap(KEY, "1.2.3", layout);
        byte[] map = tamper.make(0, original);
        for (int edit = 0; edit < 1000; edit++) {
            byte[] edited = original.clone();
            BitSet touched = edit(edited, layout, random);
            assertEquals(touched, tamper.changed(0, edited, map), "edit " + edit);
        }
    }

    /** Changes a random rectangle of pixels, from a single bit of one to a whole region; returns the blocks that differ then. */
    private static BitSet edit(byte[] samples, SampleLayout layout, Random random) {
        int height = 1 + random.nextInt(random.nextBoolean() ? 1 : 90);
        int width = 1 + random.nextInt(random.nextBoolean() ? 1 : 90);
        int top = random.nextInt(layout.rows() - height + 1);
        int left = random.nextInt(layout.columns() - width + 1);
        int bit = 1 << random.nextInt(8);
        BitSet touched = new BitSet();
        for (int row = top; row < top + height; row++) {
            for (int column = left; column < left + width; column++) {
                samples[2 * (row * layout.columns() + column) + random.nextInt(2)] ^= (byte) bit;
                touched.set(row / TamperMap.BLOCK * 6 + column / TamperMap.BLOCK);
            }
        }
        return touched;
    }

    @Test
    void anUntouchedFrameHasNoChangedBlock() {
        SampleLayout layout = SyntheticFrames.rgb(130, 70, true);
        byte[] samples = SyntheticFrames.colours(layout, false, 5);
        TamperMap tamper = new TamperMap(KEY, "1.2.3", layout);
        assertTrue(tamper.changed(4, samples, tamper.make(4, samples)).isEmpty());
        assertEquals(2 * 2 * 3, tamper.bytesPerFrame());
    }

    @Test
    void everySampleOfBothPlanarConfigurationsCounts() {
        for (boolean planar : new boolean[] {false, true}) {
            SampleLayout layout = SyntheticFrames.rgb(70, 66, planar);
            byte[] samples = SyntheticFrames.colours(layout, false, 5);
            TamperMap tamper = new TamperMap(KEY, "1.2.3", layout);
            byte[] map = tamper.make(0, samples);
            for (int at = 0; at < samples.length; at += 7) {
                int pixel = planar ? at % (70 * 66) : at / 3;
                samples[at]++;
                BitSet expected = new BitSet();
                expected.set(pixel / 66 / 64 * 2 + pixel % 66 / 64);
                assertEquals(expected, tamper.changed(0, samples, map));
                samples[at]--;
            }
        }
    }

    @Test
    void codesDependOnKeyObjectFrameAndPlace() {
        SampleLayout layout = SyntheticFrames.grey(128, 128, 8, 8, false);
        byte[] flat = new byte[128 * 128];
        byte[] map = new TamperMap(KEY, "1.2.3", layout).make(0, flat);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        assertFalse(Arrays.equals(map, new TamperMap(new WatermarkKey(otherKey), "1.2.3", layout).make(0, flat)));
        assertFalse(Arrays.equals(map, new TamperMap(KEY, "1.2.30", layout).make(0, flat)));
        assertFalse(Arrays.equals(map, new TamperMap(KEY, "1.2.3", layout).make(1, flat)));
        assertFalse(Arrays.equals(Arrays.copyOf(map, 2), Arrays.copyOfRange(map, 2, 4)), "equal blocks in two places have two codes");
        assertArrayEquals(map, new TamperMap(KEY, "1.2.3", layout).make(0, flat));
    }

    @Test
    void framesAndMapsOfAnotherLengthAreRefused() {
        SampleLayout layout = SyntheticFrames.grey(64, 65, 8, 8, false);
        TamperMap tamper = new TamperMap(KEY, "1", layout);
        assertThrows(IllegalArgumentException.class, () -> tamper.make(0, new byte[64 * 64]));
        assertThrows(IllegalArgumentException.class, () -> tamper.changed(0, new byte[64 * 65], new byte[2]));
        SampleLayout bits = new SampleLayout(8, 8, 1, 1, 1, 0, false, false, SampleMeaning.GREY, SampleLayout.Padding.NONE);
        assertThrows(IllegalArgumentException.class, () -> new TamperMap(KEY, "1", bits));
    }
}
