package org.dicomseal.evaluate;

import java.util.List;

/**
 * Everything that was measured on one image.
 *
 * @param file       its name below the folder
 * @param modality   as the object says, or empty
 * @param shape      rows, columns and so on; zeros where the module makes no sense
 * @param mark       null where the image isn't marked
 * @param notMarked  why it isn't, or some frames aren't; else empty
 * @param tracePsnr  dB in the default window, peak 255, of the trace mark on top of the reversible one; NaN where there is none
 * @param notTraced  why there is none; else empty
 * @param attacks    empty where there is no mark
 * @param roundTrip  whether the sealed object came back with every pixel as it was
 * @param pictures   for the report; null unless asked for
 */
public record ImageResult(String file, String modality, Shape shape, MarkFigures mark, String notMarked, double tracePsnr,
                          String notTraced, List<AttackFigures> attacks, CipherFigures cipher, SizeFigures size, TimeFigures time,
                          boolean roundTrip, SamplePictures pictures) {

    private static final int LARGE = 512;
    private static final int DEEP_BITS = 12;

    /**
     * What an image is.
     *
     * @param frames   in the object
     * @param measured of them
     */
    public record Shape(int rows, int columns, int samples, int bitsStored, int frames, int measured) {

        static final Shape UNKNOWN = new Shape(0, 0, 0, 0, 0, 0);
    }

    /** 512 x 512 and more. */
    public boolean isLarge() {
        return shape.rows() >= LARGE && shape.columns() >= LARGE;
    }

    /** 12 bits and more. */
    public boolean isDeep() {
        return shape.bitsStored() >= DEEP_BITS;
    }

    /** The same without the pictures, which are large. */
    public ImageResult withoutPictures() {
        return new ImageResult(file, modality, shape, mark, notMarked, tracePsnr, notTraced, attacks, cipher, size, time, roundTrip, null);
    }
}
