package org.dicomseal.watermark.trace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResidueTest {

    private static final int SIDE = 128;

    private static GreyImage picture() {
        Random random = new Random(6);
        GreyImage picture = new GreyImage(SIDE, SIDE, new float[SIDE * SIDE]);
        for (int i = 0; i < picture.levels().length; i++) {
            double shade = 110 + 60 * Math.sin(i % SIDE / 9.0) + (i / SIDE / 16 % 2 == 0 ? 25 : 0);
            picture.levels()[i] = Math.round(shade + 8 * random.nextGaussian());
        }
        return picture;
    }

    private static GreyImage each(GreyImage picture, UnaryOperator<Float> tone) {
        GreyImage toned = new GreyImage(picture.width(), picture.height(), picture.levels().clone());
        for (int i = 0; i < toned.levels().length; i++) {
            toned.levels()[i] = tone.apply(picture.levels()[i]);
        }
        return toned;
    }

    static Stream<Arguments> changesThatAreNoMark() {
        return Stream.of(
                Arguments.of("none", UnaryOperator.<GreyImage>identity()),
                Arguments.of("contrast", (UnaryOperator<GreyImage>) p -> each(p, level -> 20 + 0.8f * level)),
                Arguments.of("gamma", (UnaryOperator<GreyImage>) p -> each(p, level -> (float) (255 * Math.pow(level / 255, 0.7)))),
                Arguments.of("median", (UnaryOperator<GreyImage>) Attacks::median),
                Arguments.of("scaling", (UnaryOperator<GreyImage>) Attacks::halfSizeAndBack),
                Arguments.of("median and contrast", (UnaryOperator<GreyImage>) p -> each(Attacks.median(p), level -> 20 + 0.8f * level)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesThatAreNoMark")
    void whatSmoothingAndBrightnessExplainIsNotLeftOver(String name, UnaryOperator<GreyImage> change) {
        GreyImage original = picture();
        GreyImage copy = change.apply(original);
        assertTrue(meanSize(Residue.of(original, copy)) < 0.6, () -> name + " leaves " + meanSize(Residue.of(original, copy)) + " levels");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesThatAreNoMark")
    void aShiftedBlockIsLeftOver(String name, UnaryOperator<GreyImage> change) {
        GreyImage original = picture();
        GreyImage marked = each(original, level -> level);
        for (int i = 0; i < 32 * 32; i++) {
            marked.levels()[(48 + i / 32) * SIDE + 48 + i % 32] += 4;
        }
        BlockSums sums = new BlockSums(Residue.of(original, change.apply(marked)), 16);
        double inside = sums.block(56, 56) / 256;
        double outside = sums.block(8, 96) / 256;
        assertTrue(inside - outside > 2, () -> name + " leaves " + inside + " inside, " + outside + " outside");
    }

    private static double meanSize(GreyImage residue) {
        double sum = 0;
        for (float difference : residue.levels()) {
            sum += Math.abs(difference);
        }
        return sum / residue.levels().length;
    }
}
