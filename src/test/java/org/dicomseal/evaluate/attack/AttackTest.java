package org.dicomseal.evaluate.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.dicomseal.watermark.trace.GreyImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AttackTest {

    private static GreyImage picture(int width, int height) {
        Random random = new Random(11);
        float[] levels = new float[width * height];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) Math.max(0, Math.min(255, 120 + 80 * Math.sin(i % width / 9.0) + 5 * random.nextGaussian()));
        }
        return new GreyImage(width, height, levels);
    }

    private static double meanError(GreyImage one, GreyImage other) {
        double sum = 0;
        for (int i = 0; i < one.levels().length; i++) {
            sum += Math.abs(one.levels()[i] - other.levels()[i]);
        }
        return sum / one.levels().length;
    }

    static Attack attack(String name) {
        return Attack.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("org.dicomseal.evaluate.attack.Attack#ALL")
    void anAttackGivesTheSameTwiceAndLeavesItsPictureAlone(Attack attack) {
        GreyImage before = picture(90, 70);
        GreyImage kept = picture(90, 70);
        Attack.Attacked once = attack.apply(before);
        assertEquals(once.picture(), attack.apply(before).picture());
        assertEquals(kept, before);
        assertEquals(90, once.onBlack(90, 70).width());
        for (int[] tiny : new int[][] {{1, 1}, {2, 3}, {9, 1}}) {
            GreyImage small = attack.apply(picture(tiny[0], tiny[1])).onBlack(tiny[0], tiny[1]);
            assertEquals(tiny[0] * tiny[1], small.levels().length);
        }
    }

    @Test
    void noiseHasItsStrength() {
        GreyImage grey = new GreyImage(400, 400, filled(400 * 400, 128));
        float[] noisy = attack("Gaussian noise, sigma 5").apply(grey).picture().levels();
        double squares = 0;
        for (float level : noisy) {
            squares += (level - 128.0) * (level - 128.0);
        }
        assertEquals(5, Math.sqrt(squares / noisy.length), 0.05);
        float[] salted = attack("salt and pepper, 1 %").apply(grey).picture().levels();
        int black = 0;
        int white = 0;
        for (float level : salted) {
            black += level == 0 ? 1 : 0;
            white += level == 255 ? 1 : 0;
        }
        assertEquals(800, black, 120);
        assertEquals(800, white, 120);
    }

    private static float[] filled(int length, float level) {
        float[] levels = new float[length];
        Arrays.fill(levels, level);
        return levels;
    }

    @Test
    void theMedianTakesASinglePixelAwayAndKeepsAnEdge() {
        float[] levels = new float[30 * 30];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = i % 30 < 15 ? 10 : 200;
        }
        float[] spotted = levels.clone();
        spotted[10 * 30 + 5] = 255;
        assertArrayEquals(levels, Filters.median(new GreyImage(30, 30, spotted)).levels());
    }

    @Test
    void theGaussianKeepsTheMeanAndSpreadsAPointAsItsFormulaSays() {
        float[] point = new float[41 * 41];
        point[20 * 41 + 20] = 1000;
        float[] blurred = Filters.gaussian(new GreyImage(41, 41, point), 1).levels();
        double sum = 0;
        for (float level : blurred) {
            sum += level;
        }
        assertEquals(1000, sum, 0.01);
        assertEquals(Math.exp(-0.5), blurred[20 * 41 + 21] / blurred[20 * 41 + 20], 1e-5);
        assertEquals(Math.exp(-1), blurred[21 * 41 + 21] / blurred[20 * 41 + 20], 1e-5);
    }

    @Test
    void equalisingSpreadsLevelsEvenly() {
        GreyImage dark = picture(128, 128);
        float[] levels = dark.levels().clone();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = levels[i] / 4;
        }
        float[] equalised = Filters.equalised(new GreyImage(128, 128, levels)).levels();
        Arrays.sort(equalised);
        assertEquals(0, equalised[0]);
        assertEquals(255, equalised[equalised.length - 1]);
        assertEquals(127, equalised[equalised.length / 2], 6);
        GreyImage flat = new GreyImage(3, 3, filled(9, 77));
        assertEquals(flat, Filters.equalised(flat));
    }

    @Test
    void aCropIsAPartAtItsPlace() {
        GreyImage before = picture(200, 100);
        Attack.Attacked crop = attack("crop by 25 %").apply(before);
        double share = (double) crop.picture().levels().length / before.levels().length;
        assertEquals(0.75, share, 0.02);
        assertEquals(before.part(crop.left(), crop.top(), crop.picture().width(), crop.picture().height()), crop.picture());
        GreyImage back = crop.onBlack(200, 100);
        assertEquals(before.at(crop.left() + 3, crop.top() + 5), back.at(crop.left() + 3, crop.top() + 5));
    }

    @Test
    void smoothPicturesSurviveGeometryAlmost() {
        float[] levels = new float[128 * 128];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) (128 + 60 * Math.sin(i % 128 / 20.0) * Math.cos(i / 128 / 17.0));
        }
        GreyImage smooth = new GreyImage(128, 128, levels);
        assertTrue(meanError(smooth, Geometry.halfSizeAndBack(smooth)) < 0.5);
        assertEquals(smooth, Geometry.rotated(smooth, 0));
        GreyImage back = Geometry.rotated(Geometry.rotated(smooth, 1), -1);
        assertTrue(meanError(smooth.part(10, 10, 108, 108), back.part(10, 10, 108, 108)) < 0.2);
        assertTrue(meanError(smooth, Geometry.rotated(smooth, 1)) > 0.5);
    }

    @Test
    void aQuarterTurnPutsPixelsWhereTheyBelong() {
        GreyImage before = picture(5, 5);
        GreyImage turned = Geometry.rotated(before, 90);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 5; x++) {
                assertEquals(before.at(y, 4 - x), turned.at(x, y), 1e-3);
            }
        }
    }

    @Test
    void lowerJpegQualityIsFartherFromTheOriginal() {
        GreyImage before = picture(160, 120);
        double high = meanError(before, attack("JPEG, quality 90").apply(before).picture());
        double low = meanError(before, attack("JPEG, quality 50").apply(before).picture());
        assertTrue(high > 0 && high < low && low < 8, high + " " + low);
        assertNotEquals(before, attack("JPEG, quality 90").apply(before).picture());
    }
}
