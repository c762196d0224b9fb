package org.dicomseal.evaluate.attack;

import java.util.List;
import java.util.Random;
import org.dicomseal.watermark.trace.GreyImage;

/**
 * One attack on a picture. It may give fractions of levels and levels outside 0 to 255; whoever needs whole levels rounds. The same picture
 * gives the same result: noise comes from a fixed seed.
 *
 * @param name  for tables
 * @param whole whether the result is in whole levels by nature
 */
public record Attack(String name, boolean whole, Change change) {

    private static final long SEED = 20231;

    /** What an attack does. */
    @FunctionalInterface
    public interface Change {
        Attacked of(GreyImage picture, Random random);
    }

    /**
     * A picture after an attack.
     *
     * @param picture what is left
     * @param left    column of the original at which it begins
     * @param top     row of it
     */
    public record Attacked(GreyImage picture, int left, int top) {

        static Attacked whole(GreyImage picture) {
            return new Attacked(picture, 0, 0);
        }

        /** The picture at its place on a black ground of the original's size. */
        public GreyImage onBlack(int width, int height) {
            if (picture.width() == width && picture.height() == height) {
                return picture;
            }
            GreyImage ground = new GreyImage(width, height, new float[width * height]);
            for (int y = 0; y < picture.height(); y++) {
                System.arraycopy(picture.levels(), y * picture.width(), ground.levels(), (top + y) * width + left, picture.width());
            }
            return ground;
        }
    }

    /** The name of the attack that is the viewer's window itself. */
    public static final String WINDOWING = "8-bit windowing";

    /** All, in the order of the tables. */
    public static final List<Attack> ALL = List.of(
            new Attack(WINDOWING, true, (p, random) -> Attacked.whole(p)),
            jpeg(90), jpeg(70), jpeg(50),
            new Attack("Gaussian noise, sigma 5", false, (p, random) -> Attacked.whole(Noise.gaussian(p, 5, random))),
            new Attack("salt and pepper, 1 %", false, (p, random) -> Attacked.whole(Noise.saltAndPepper(p, 0.01, random))),
            new Attack("median filter 3 x 3", false, (p, random) -> Attacked.whole(Filters.median(p))),
            new Attack("Gaussian filter, sigma 1", false, (p, random) -> Attacked.whole(Filters.gaussian(p, 1))),
            new Attack("crop by 25 %", false, (p, random) -> Geometry.crop(p, 0.25, random)),
            new Attack("scaling to 50 % and back", false, (p, random) -> Attacked.whole(Geometry.halfSizeAndBack(p))),
            new Attack("rotation by 1 degree", false, (p, random) -> Attacked.whole(Geometry.rotated(p, 1))),
            new Attack("rotation by 1 degree and back", false, (p, random) -> Attacked.whole(Geometry.rotated(Geometry.rotated(p, 1), -1))),
            new Attack("histogram equalisation", false, (p, random) -> Attacked.whole(Filters.equalised(p))));

    private static Attack jpeg(int quality) {
        return new Attack("JPEG, quality " + quality, true, (p, random) -> Attacked.whole(JpegCopy.of(p, quality)));
    }

    /** Attacks a picture; it isn't changed. */
    public Attacked apply(GreyImage picture) {
        return change.of(picture, new Random(SEED));
    }
}
