package org.dicomseal.watermark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.dicom.PixelData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReversibleMarkTest {

    private static final String UID = "1.2.826.0.1.3680043.8.498.1";
    private static final WatermarkKey KEY = key(1);
    private static final byte[] OWNER = random(128, 2);

    private static WatermarkKey key(long seed) {
        return new WatermarkKey(random(32, seed));
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Marks, reads, removes; returns what was marked. */
    private static MarkOutcome.Marked roundTrip(SampleLayout layout, byte[] original) {
        byte[] kept = original.clone();
        MarkOutcome outcome = new ReversibleMark(KEY, layout).mark(original, OWNER, UID, 3);
        MarkOutcome.Marked marked = assertInstanceOf(MarkOutcome.Marked.class, outcome, outcome::toString);
        assertArrayEquals(kept, original, "the caller's frame was changed");
        assertFalse(Arrays.equals(original, marked.samples()));
        ReversibleMark reader = new ReversibleMark(KEY, layout);
        MarkPayload payload = reader.read(marked.samples()).orElseThrow();
        assertTrue(payload.belongsTo(OWNER));
        assertTrue(payload.isBoundTo(KEY, UID, 3));
        assertArrayEquals(Arrays.copyOf(OWNER, payload.tier().codeBytes()), payload.ownerCode());
        assertArrayEquals(original, reader.remove(marked.samples()).orElseThrow());
        return marked;
    }

    @ParameterizedTest
    @CsvSource({"8, 8, false, MEDIUM", "8, 7, false, SMALL", "8, 8, true, SMALL", "16, 10, false, MEDIUM", "16, 12, false, MEDIUM",
            "16, 12, true, FULL", "16, 16, false, FULL", "16, 16, true, FULL"})
    void everyDepthReadsBackAndComesOffBitForBit(int allocated, int stored, boolean signed, MarkTier least) {
        SampleLayout layout = SyntheticFrames.grey(300, 310, allocated, stored, signed);
        MarkOutcome.Marked marked = roundTrip(layout, SyntheticFrames.frame(layout, stored > 12 || stored < 10 ? 0.001 : 0.01, 7));
        assertTrue(marked.payload().tier().compareTo(least) <= 0);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void colourFramesAreMarkedInBothPlanarConfigurations(boolean grey, boolean planar) {
        SampleLayout layout = SyntheticFrames.rgb(256, 256, planar);
        byte[] original = SyntheticFrames.colours(layout, grey, 4);
        byte[] marked = roundTrip(layout, original).samples();
        for (int pixel = 0; grey && pixel < 256 * 256; pixel++) {
            int at = planar ? pixel : 3 * pixel;
            int step = planar ? 256 * 256 : 1;
            assertEquals(marked[at], marked[at + step], "a grey pixel got a colour");
            assertEquals(marked[at], marked[at + 2 * step], "a grey pixel got a colour");
        }
    }

    @Test
    void bitsAboveTheStoredOnesStay() {
        SampleLayout layout = SyntheticFrames.grey(256, 256, 16, 12, false);
        byte[] clean = SyntheticFrames.frame(layout, 0.01, 5);
        Random random = new Random(9);
        byte[] dirty = clean.clone();
        for (int at = 1; at < dirty.length; at += 2) {
            dirty[at] |= (byte) (random.nextInt(16) << 4);
        }
        byte[] marked = roundTrip(layout, dirty).samples();
        for (int at = 1; at < dirty.length; at += 2) {
            assertEquals(dirty[at] & 0xf0, marked[at] & 0xf0);
        }
    }

    @Test
    void bitsBelowTheStoredOnesStay() {
        SampleLayout layout = new SampleLayout(256, 256, 1, 16, 12, 15, false, false, SampleMeaning.GREY, SampleLayout.Padding.NONE);
        double[] picture = SyntheticFrames.picture(256, 256, 0.01, 5);
        byte[] original = SyntheticFrames.frame(layout, (row, column) ->
                (int) (4095 * Math.max(0, picture[row * 256 + column])) << 4 | (row + column & 15));
        byte[] marked = roundTrip(layout, original).samples();
        for (int at = 0; at < marked.length; at += 2) {
            assertEquals(original[at] & 15, marked[at] & 15);
        }
    }

    @Test
    void signExtensionIsKeptAndSamplesWithoutItNeverMove() {
        SampleLayout layout = SyntheticFrames.grey(256, 256, 16, 12, true);
        byte[] original = SyntheticFrames.frame(layout, 0.01, 5);
        for (int at = 1; at < original.length; at += 14) {
            original[at] ^= 0x30;
        }
        byte[] marked = roundTrip(layout, original).samples();
        for (int at = 0; at < marked.length; at += 2) {
            boolean moved = original[at] != marked[at] || original[at + 1] != marked[at + 1];
            int word = marked[at] & 0xff | marked[at + 1] << 8;
            assertTrue(!moved || word == word << 20 >> 20, "sample at " + at + " moved to " + word);
            assertTrue(!moved || (at + 1) % 14 != 1, "a sample without sign extension moved");
        }
    }

    @Test
    void anImageOnALatticeStaysOnIt() {
        SampleLayout layout = SyntheticFrames.grey(256, 256, 16, 16, false);
        double[] picture = SyntheticFrames.picture(256, 256, 0.01, 6);
        byte[] original = SyntheticFrames.frame(layout, (row, column) -> 5 + 16 * (int) (1000 * Math.max(0, picture[row * 256 + column])));
        byte[] marked = roundTrip(layout, original).samples();
        for (int at = 0; at < marked.length; at += 2) {
            assertEquals(5, marked[at] & 15);
        }
    }

    @Test
    void valuesThatDontOccurStayUnused() {
        SampleLayout layout = SyntheticFrames.grey(256, 256, 16, 12, false);
        double[] picture = SyntheticFrames.picture(256, 256, 0.01, 6);
        byte[] original = SyntheticFrames.frame(layout, (row, column) -> (int) (1000 * Math.max(0, picture[row * 256 + column])) * 7 / 3);
        boolean[] used = new boolean[4096];
        for (int at = 0; at < original.length; at += 2) {
            used[original[at] & 0xff | (original[at + 1] & 0xff) << 8] = true;
        }
        byte[] marked = roundTrip(layout, original).samples();
        for (int at = 0; at < marked.length; at += 2) {
            assertTrue(used[marked[at] & 0xff | (marked[at + 1] & 0xff) << 8]);
        }
    }

    @Test
    void paddingIsNeitherMovedNorMade() {
        SampleLayout layout = new SampleLayout(300, 300, 1, 16, 16, 15, true, false, SampleMeaning.GREY, new SampleLayout.Padding(-40, -35));
        double[] picture = SyntheticFrames.picture(300, 300, 0.01, 6);
        byte[] original = SyntheticFrames.frame(layout, (row, column) -> {
            int value = (int) (400 * picture[row * 300 + column]) - 150;
            return row < 100 && column < 100 ? -40 : value >= -40 && value <= -35 ? -41 : value;
        });
        byte[] marked = roundTrip(layout, original).samples();
        for (int at = 0; at < marked.length; at += 2) {
            int before = original[at] & 0xff | original[at + 1] << 8;
            int after = marked[at] & 0xff | marked[at + 1] << 8;
            assertEquals(before >= -40 && before <= -35, after >= -40 && after <= -35);
        }
    }

    @Test
    void saturatedImagesComeBackExactly() {
        SampleLayout layout = SyntheticFrames.grey(256, 256, 8, 8, false);
        double[] picture = SyntheticFrames.picture(256, 256, 0.002, 8);
        roundTrip(layout, SyntheticFrames.frame(layout, (row, column) ->
                Math.max(0, Math.min(255, (int) (900 * (picture[row * 256 + column] - 0.35))))));
    }

    @Test
    void coarseNoiseIsMarkedWithLargerSteps() {
        SampleLayout layout = SyntheticFrames.grey(256, 256, 16, 16, false);
        roundTrip(layout, SyntheticFrames.frame(layout, 0.02, 8));
    }

    @Test
    void smallFramesCarrySmallMarks() {
        SampleLayout layout = SyntheticFrames.grey(64, 64, 16, 12, false);
        assertEquals(MarkTier.SMALL, roundTrip(layout, SyntheticFrames.frame(layout, 0.002, 8)).payload().tier());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 17, 40, 65, 97, 131})
    void framesOfAnySizeAndNoiseAreMarkedExactlyOrNotAtAll(int side) {
        Random random = new Random(side);
        for (int i = 0; i < 25; i++) {
            int stored = 5 + random.nextInt(12);
            SampleLayout layout = SyntheticFrames.grey(side + random.nextInt(4), side + random.nextInt(60), stored > 8 ? 16 : 8, stored, random.nextBoolean());
            byte[] original = SyntheticFrames.frame(layout, Math.pow(10, -4 + 3.5 * random.nextDouble()), random.nextLong());
            ReversibleMark mark = new ReversibleMark(KEY, layout);
            assertTrue(mark.read(original).isEmpty());
            if (mark.mark(original, OWNER, UID, i) instanceof MarkOutcome.Marked marked) {
                assertArrayEquals(original, mark.remove(marked.samples()).orElseThrow());
                assertTrue(mark.read(marked.samples()).orElseThrow().isBoundTo(KEY, UID, i));
            }
        }
    }

    @Test
    void everyMarkedFrameKeeps54DecibelsAndSaysWhatItChanged() {
        SampleLayout layout = SyntheticFrames.grey(300, 300, 8, 8, false);
        byte[] original = SyntheticFrames.frame(layout, 0.004, 8);
        MarkOutcome.Marked marked = roundTrip(layout, original);
        double squared = 0;
        int changed = 0;
        for (int at = 0; at < original.length; at++) {
            int difference = (original[at] & 0xff) - (marked.samples()[at] & 0xff);
            squared += difference * difference;
            changed += difference == 0 ? 0 : 1;
        }
        assertEquals(squared, marked.squaredError());
        assertEquals(changed, marked.changed());
        assertTrue(10 * Math.log10(255.0 * 255 * original.length / squared) >= 54);
    }

    @Test
    void anotherKeyFindsNoMark() {
        SampleLayout layout = SyntheticFrames.grey(256, 256, 16, 12, false);
        byte[] marked = roundTrip(layout, SyntheticFrames.frame(layout, 0.01, 7)).samples();
        for (int seed = 10; seed < 60; seed++) {
            ReversibleMark other = new ReversibleMark(key(seed), layout);
            assertTrue(other.read(marked).isEmpty());
            assertTrue(other.remove(marked).isEmpty());
        }
    }

    @Test
    void theTagTellsAnotherObjectAnotherFrameAndAnotherOwner() {
        SampleLayout layout = SyntheticFrames.grey(256, 256, 16, 12, false);
        MarkPayload payload = roundTrip(layout, SyntheticFrames.frame(layout, 0.01, 7)).payload();
        assertFalse(payload.isBoundTo(KEY, UID + ".1", 3));
        assertFalse(payload.isBoundTo(KEY, UID, 4));
        assertFalse(payload.isBoundTo(key(5), UID, 3));
        assertFalse(payload.belongsTo(random(128, 77)));
    }

    @Test
    void thePlacesOfAMarkDependOnTheKey() {
        SampleLayout layout = SyntheticFrames.grey(512, 512, 16, 12, false);
        byte[] original = SyntheticFrames.frame(layout, 0.01, 7);
        byte[] one = ((MarkOutcome.Marked) new ReversibleMark(key(1), layout).mark(original, OWNER, UID, 0)).samples();
        byte[] other = ((MarkOutcome.Marked) new ReversibleMark(key(2), layout).mark(original, OWNER, UID, 0)).samples();
        int both = 0;
        int either = 0;
        for (int at = 0; at < original.length; at++) {
            both += one[at] != original[at] && other[at] != original[at] ? 1 : 0;
            either += one[at] != original[at] || other[at] != original[at] ? 1 : 0;
        }
        assertTrue(both * 4 < either, both + " of " + either);
    }

    @Test
    void aMarkedFrameCanBeMarkedAgainAndComesBackStepByStep() {
        SampleLayout layout = SyntheticFrames.grey(256, 256, 16, 12, false);
        byte[] original = SyntheticFrames.frame(layout, 0.01, 7);
        byte[] once = roundTrip(layout, original).samples();
        byte[] twice = roundTrip(layout, once).samples();
        ReversibleMark mark = new ReversibleMark(KEY, layout);
        assertArrayEquals(original, mark.remove(mark.remove(twice).orElseThrow()).orElseThrow());
    }

    @Test
    void aDamagedMarkStillTellsItsOwnerFromAStranger() {
        SampleLayout layout = SyntheticFrames.grey(512, 512, 16, 12, false);
        byte[] marked = roundTrip(layout, SyntheticFrames.frame(layout, 0.002, 7)).samples();
        assertEquals(new OwnerAgreement(1024, 0), new ReversibleMark(KEY, layout).agreement(marked, OWNER));
        int told = 0;
        for (int edit = 0; edit < 20; edit++) {
            byte[] damaged = marked.clone();
            for (int i = 0; i < 64 * 64; i++) {
                int at = 2 * ((100 + 13 * edit + i / 64) * 512 + 20 * edit + i % 64);
                damaged[at] += (byte) (i % 23);
            }
            ReversibleMark mark = new ReversibleMark(KEY, layout);
            told += mark.agreement(damaged, OWNER).isConvincing() ? 1 : 0;
            assertFalse(mark.agreement(damaged, random(128, 77)).isConvincing());
        }
        assertTrue(told >= 15, told + " of 20");
    }

    @Test
    void whatIsNeverMarkedSaysWhy() {
        assertEquals(NotMarkedReason.ONE_BIT, reason(new SampleLayout(64, 64, 1, 1, 1, 0, false, false, SampleMeaning.GREY, SampleLayout.Padding.NONE), 512));
        assertEquals(NotMarkedReason.LABELS, reason(new SampleLayout(64, 64, 1, 8, 8, 7, false, false, SampleMeaning.INDEX, SampleLayout.Padding.NONE), 4096));
        assertEquals(NotMarkedReason.UNSUPPORTED_PIXELS, reason(new SampleLayout(64, 64, 1, 32, 32, 31, false, false, SampleMeaning.GREY, SampleLayout.Padding.NONE), 16384));
        assertEquals(NotMarkedReason.UNSUPPORTED_PIXELS, reason(new SampleLayout(64, 64, 3, 8, 8, 7, false, false, SampleMeaning.OTHER, SampleLayout.Padding.NONE), 12288));
        assertEquals(NotMarkedReason.UNSUPPORTED_PIXELS, reason(SyntheticFrames.grey(64, 64, 8, 8, false), 4095));
        assertEquals(NotMarkedReason.TOO_SMALL, reason(SyntheticFrames.grey(2, 64, 8, 8, false), 128));
        assertEquals(NotMarkedReason.TOO_SMALL, reason(SyntheticFrames.grey(12, 12, 8, 8, false), 144));
        assertEquals(NotMarkedReason.FEW_VALUES, reason(SyntheticFrames.grey(64, 64, 8, 8, false), 4096));
    }

    @Test
    void aFrameThatHasNoRoomSaysWhatItLacks() {
        byte[] black = new byte[128 * 128];
        byte[] drawing = new byte[128 * 128];
        byte[] noise = new byte[128 * 128];
        byte[] faint = new byte[128 * 128];
        Random random = new Random(5);
        for (int i = 0; i < black.length; i++) {
            int x = i % 128;
            int y = i / 128;
            black[i] = (byte) (x < 10 && y < 10 ? (7 * x + 3 * y) % 40 : 0);
            drawing[i] = (byte) (x < 64 ? 30 : 200);
            noise[i] = (byte) random.nextInt(256);
            faint[i] = (byte) (100 + (x + y) / 32);
        }
        assertEquals(NotMarkedReason.AT_THE_END, reason(black));
        assertEquals(NotMarkedReason.FEW_VALUES, reason(drawing));
        assertEquals(NotMarkedReason.NO_ROOM, reason(noise));
        assertEquals(NotMarkedReason.TOO_VISIBLE, reason(faint));
    }

    private static NotMarkedReason reason(byte[] frame) {
        ReversibleMark mark = new ReversibleMark(KEY, SyntheticFrames.grey(128, 128, 8, 8, false));
        return assertInstanceOf(MarkOutcome.NotMarked.class, mark.mark(frame, OWNER, UID, 0)).reason();
    }

    private static NotMarkedReason reason(SampleLayout layout, int bytes) {
        ReversibleMark mark = new ReversibleMark(KEY, layout);
        assertTrue(mark.read(new byte[bytes]).isEmpty());
        return assertInstanceOf(MarkOutcome.NotMarked.class, mark.mark(new byte[bytes], OWNER, UID, 0)).reason();
    }

    @Test
    void anImageWithMuchNoisyAirAtItsLeastValueIsMarkedUnderEveryKey() throws Exception {
        byte[] slice = PixelData.of(new PhantomStudy().anyCt()).frame(0).bytes();
        SampleLayout layout = SyntheticFrames.grey(512, 512, 16, 12, false);
        for (int seed = 0; seed < 12; seed++) {
            ReversibleMark mark = new ReversibleMark(key(seed), layout);
            MarkOutcome.Marked marked = assertInstanceOf(MarkOutcome.Marked.class, mark.mark(slice, OWNER, UID, 0), "key " + seed);
            assertArrayEquals(slice, mark.remove(marked.samples()).orElseThrow());
        }
    }

    @Test
    void keysAndCodesOfAnotherLengthAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new WatermarkKey(new byte[31]));
        SampleLayout layout = SyntheticFrames.grey(64, 64, 8, 8, false);
        assertThrows(IllegalArgumentException.class, () -> new ReversibleMark(KEY, layout).mark(new byte[4096], new byte[8], UID, 0));
        assertNotEquals(0, NotMarkedReason.NO_ROOM.text().length());
    }
}
