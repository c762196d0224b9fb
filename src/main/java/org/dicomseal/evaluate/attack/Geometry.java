package org.dicomseal.evaluate.attack;

import java.util.Random;
import org.dicomseal.watermark.trace.GreyImage;

/** Attacks that move pixels. */
final class Geometry {

    private Geometry() {
    }

    /**
     * A part of the same proportions, cut out anywhere.
     *
     * @param share of the area that is cut away
     */
    static Attack.Attacked crop(GreyImage picture, double share, Random random) {
        double side = Math.sqrt(1 - share);
        int width = Math.max(1, (int) (picture.width() * side));
        int height = Math.max(1, (int) (picture.height() * side));
        int left = random.nextInt(picture.width() - width + 1);
        int top = random.nextInt(picture.height() - height + 1);
        return new Attack.Attacked(picture.part(left, top, width, height), left, top);
    }

    /** To half the size by means of four, and back by bilinear interpolation. */
    static GreyImage halfSizeAndBack(GreyImage picture) {
        int width = Math.max(1, picture.width() / 2);
        int height = Math.max(1, picture.height() / 2);
        GreyImage half = new GreyImage(width, height, new float[width * height]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                half.levels()[y * width + x] = (at(picture, 2 * x, 2 * y) + at(picture, 2 * x + 1, 2 * y)
                        + at(picture, 2 * x, 2 * y + 1) + at(picture, 2 * x + 1, 2 * y + 1)) / 4;
            }
        }
        float[] levels = new float[picture.levels().length];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                levels[y * picture.width() + x] = between(half, (x + 0.5) / 2 - 0.5, (y + 0.5) / 2 - 0.5);
            }
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    /** Turned about its middle by bilinear interpolation, at the same size; what comes from outside is black. */
    static GreyImage rotated(GreyImage picture, double degrees) {
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        double middleX = (picture.width() - 1) / 2.0;
        double middleY = (picture.height() - 1) / 2.0;
        float[] levels = new float[picture.levels().length];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double fromX = middleX + cosine * (x - middleX) + sine * (y - middleY);
                double fromY = middleY - sine * (x - middleX) + cosine * (y - middleY);
                boolean inside = fromX > -0.5 && fromY > -0.5 && fromX < picture.width() - 0.5 && fromY < picture.height() - 0.5;
                levels[y * picture.width() + x] = inside ? between(picture, fromX, fromY) : 0;
            }
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }

    private static float at(GreyImage picture, int x, int y) {
        return picture.at(Math.min(picture.width() - 1, x), Math.min(picture.height() - 1, y));
    }

    private static float between(GreyImage image, double x, double y) {
        double insideX = Math.max(0, Math.min(image.width() - 1, x));
        double insideY = Math.max(0, Math.min(image.height() - 1, y));
        int left = (int) insideX;
        int top = (int) insideY;
        double u = insideX - left;
        double v = insideY - top;
        return (float) ((1 - v) * ((1 - u) * image.at(left, top) + u * at(image, left + 1, top))
                + v * ((1 - u) * at(image, left, top + 1) + u * at(image, left + 1, top + 1)));
    }
}
