package org.dicomseal.watermark.trace;

import java.util.Arrays;

/**
 * An image as a screen shows it: grey levels from 0 (black) to 255 (white), fractions allowed.
 *
 * @param width  pixels across
 * @param height pixels down
 * @param levels grey levels, row by row; kept, not copied
 */
public record GreyImage(int width, int height, float[] levels) {

    /** @throws IllegalArgumentException if the number of levels isn't width times height */
    public GreyImage {
        if (width < 1 || height < 1 || levels.length != (long) width * height) {
            throw new IllegalArgumentException(levels.length + " levels are not " + width + " x " + height);
        }
    }

    /** The level at a column and a row. */
    public float at(int x, int y) {
        return levels[y * width + x];
    }

    /** The part of the image that begins at (left, top). */
    public GreyImage part(int left, int top, int partWidth, int partHeight) {
        float[] part = new float[partWidth * partHeight];
        for (int y = 0; y < partHeight; y++) {
            System.arraycopy(levels, (top + y) * width + left, part, y * partWidth, partWidth);
        }
        return new GreyImage(partWidth, partHeight, part);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GreyImage image && image.width == width && image.height == height && Arrays.equals(image.levels, levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(levels) * 31 + width;
    }

    @Override
    public String toString() {
        return "GreyImage[" + width + " x " + height + "]";
    }
}
