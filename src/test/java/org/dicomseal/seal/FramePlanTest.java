package org.dicomseal.seal;

import java.util.Optional;
import org.dicomseal.dicom.ImagePixel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FramePlanTest {

    private static final int MOST = 10_000;

    /** Rows, columns, samples, bits, planar, frames. */
    @ParameterizedTest
    @CsvSource({"50, 60, 1, 16, 0, 3", "500, 60, 1, 16, 0, 3", "101, 99, 3, 8, 0, 2", "101, 99, 3, 8, 1, 2", "301, 299, 3, 8, 1, 2",
        "65535, 1, 1, 32, 0, 1", "1, 20000, 1, 16, 0, 2", "1001, 1000, 1, 1, 0, 1"})
    void thePiecesTogetherAreThePixelDataAndNoneIsTooLarge(int rows, int columns, int samples, int bits, int planar, int frames) {
        ImagePixel image = image(rows, columns, samples, bits, planar, frames);
        FramePlan plan = FramePlan.of(image, image.nativeLength(), MOST).orElseThrow();
        long sum = 0;
        for (int piece = 0; piece < plan.pieces(); piece++) {
            long length = plan.format(piece).frameLength();
            long row = (long) columns * samples * bits / 8;
            assertTrue(length <= Math.max(MOST, row), piece + " has " + length);
            sum += length;
        }
        assertEquals(image.nativeLength(), sum);
        assertEquals(sum, plan.length());
    }

    @Test
    void framesThatShareBytesAreOneTallFrame() {
        ImagePixel image = image(5, 5, 1, 1, 0, 7);
        FramePlan plan = FramePlan.of(image, image.nativeLength(), MOST).orElseThrow();
        assertEquals(1, plan.pieces());
        assertEquals(35, plan.format().rows());
        assertEquals(image.nativeLength(), plan.length());
    }

    @Test
    void whatCannotBeCutAtBytesIsLeftToPlainBytes() {
        ImagePixel tooTall = image(5001, 5, 1, 1, 0, 1001);
        assertEquals(Optional.empty(), FramePlan.of(tooTall, tooTall.nativeLength(), MOST));
        ImagePixel sixtyFour = image(5, 5, 1, 64, 0, 1);
        assertEquals(Optional.empty(), FramePlan.of(sixtyFour, 200, MOST));
        assertEquals(Optional.empty(), FramePlan.of(image(5, 5, 1, 16, 0, 1), 49, MOST), "a value that is too short");
    }

    private static ImagePixel image(int rows, int columns, int samples, int bits, int planar, int frames) {
        return new ImagePixel(rows, columns, samples, bits, bits, bits - 1, false, planar, samples == 1 ? "MONOCHROME2" : "RGB",
                frames, ImagePixel.Kind.INTEGER, false);
    }
}
